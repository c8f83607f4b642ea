package dev.ksef.testkit.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A limiter that keeps the calls it was asked for and the blocks it was told, and has no limits. It holds a call back while a
 * block lasts by its clock, until {@link #letGo()}.
 */
public final class RecordingRateLimiter implements RateLimiter {

    /** A block that the limiter was told. */
    public record Penalty(LimitedCall call, long untilMillis) {}

    private final List<LimitedCall> left = new CopyOnWriteArrayList<>();
    private final List<Penalty> penalties = new CopyOnWriteArrayList<>();
    private final List<LimitedCall> answered = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Time time;
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    public RecordingRateLimiter(Time time) {
        this.time = time;
    }

    @Override
    public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal)
            throws InterruptedException {
        long until = until();
        if (until > deadline.atMillis()) {
            throw KsefRateLimitedException.heldBack(
                    call.operation(), "a block lasts", Instant.ofEpochMilli(time.wallMillis()), time.wallAt(until));
        }
        if (time.millis() < until) {
            held(signal);
        }
        if (signal.isDone()) {
            return false;
        }
        left.add(call);
        return true;
    }

    private void held(CompletableFuture<?> signal) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            CompletableFuture.anyOf(gate, signal).get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private long until() {
        return penalties.stream().mapToLong(Penalty::untilMillis).max().orElse(0);
    }

    @Override
    public void penalise(LimitedCall call, long untilMillis) {
        penalties.add(new Penalty(call, untilMillis));
    }

    @Override
    public void answered(LimitedCall call) {
        answered.add(call);
    }

    @Override
    public Instant whenFor(LimitedCall call, int calls) {
        return time.wallAt(Math.max(until(), time.millis()));
    }

    @Override
    public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {}

    /** Lets the calls go that wait, and all later ones. */
    public void letGo() {
        gate.complete(null);
    }

    /** Returns how many calls wait. */
    public int waiting() {
        return waiting.get();
    }

    /** Returns the calls that left, in order. */
    public List<LimitedCall> left() {
        return List.copyOf(left);
    }

    /** Returns the calls that KSeF answered with something other than 429, in order. */
    public List<LimitedCall> answered() {
        return List.copyOf(answered);
    }

    /** Returns the blocks that the limiter was told, in order. */
    public List<Penalty> penalties() {
        return List.copyOf(penalties);
    }
}
