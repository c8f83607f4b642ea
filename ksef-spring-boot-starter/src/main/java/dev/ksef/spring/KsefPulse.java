package dev.ksef.spring;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of KSeF from the calls that the application makes anyway. Only if it is told to does it make a call of its own,
 * and never more often than it is told. Nobody waits for that call: its answer is known at the next question.
 */
final class KsefPulse implements KsefListener {

    private record Seen(Outcome outcome, long atMillis, Instant at) {}

    /** Whether KSeF can be used. Not to know it is no failure. */
    enum State {
        UP,
        DOWN,
        UNKNOWN
    }

    private final Time time;
    private final Duration validFor;
    private final @Nullable Duration askEvery;
    private final Runnable question;
    private final AtomicLong mayAskAt;
    private volatile @Nullable Seen last;
    private volatile boolean circuitOpen;

    /**
     * @param validFor how long the end of a call tells anything
     * @param askEvery how long nothing must have been heard before the question is asked, and how long after the last question;
     *     null to ask never
     * @param question starts a call to KSeF, and returns at once
     */
    KsefPulse(Time time, Duration validFor, @Nullable Duration askEvery, Runnable question) {
        this.time = time;
        this.validFor = validFor;
        this.askEvery = askEvery;
        this.question = question;
        this.mayAskAt = new AtomicLong(time.millis());
    }

    /** Returns what is known now, and asks KSeF if that is wanted and due. */
    State state() {
        askIfDue();
        Seen seen = last;
        if (circuitOpen) {
            return State.DOWN;
        }
        if (seen == null || age(seen) > validFor.toMillis()) {
            return State.UNKNOWN;
        }
        return switch (seen.outcome()) {
            case SUCCEEDED, REFUSED, RATE_LIMITED -> State.UP;
            case SERVER_ERROR, UNANSWERED, CIRCUIT_OPEN -> State.DOWN;
            case GIVEN_UP -> State.UNKNOWN;
        };
    }

    /** Returns what operators want to see: no taxpayer, no number. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        Seen seen = last;
        if (seen != null) {
            details.put("lastCall", seen.outcome().name());
            details.put("at", seen.at().toString());
        }
        if (circuitOpen) {
            details.put("circuit", "OPEN");
        }
        return details;
    }

    private void askIfDue() {
        Duration every = askEvery;
        Seen seen = last;
        if (every == null || seen != null && age(seen) < every.toMillis()) {
            return;
        }
        long now = time.millis();
        long due = mayAskAt.get();
        if (now >= due && mayAskAt.compareAndSet(due, now + every.toMillis())) {
            question.run();
        }
    }

    private long age(Seen seen) {
        return time.millis() - seen.atMillis();
    }

    @Override
    public void onCallEnded(KsefEvent.CallEnded event) {
        last = new Seen(event.outcome(), time.millis(), Instant.ofEpochMilli(time.wallMillis()));
    }

    @Override
    public void onCircuitChanged(KsefEvent.CircuitChanged event) {
        circuitOpen = event.state() == KsefEvent.CircuitChanged.State.OPEN;
    }
}
