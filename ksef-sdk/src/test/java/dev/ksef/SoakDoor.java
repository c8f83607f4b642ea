package dev.ksef;

import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The usual limiter. The clock stands still from the instant at which it lets a request go until the answer is there. */
final class SoakDoor implements RateLimiter, KsefListener {

    private final SoakClock clock;
    private final RateLimiter limiter;
    private final ThreadLocal<Boolean> outside = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<Deque<Boolean>> around = ThreadLocal.withInitial(ArrayDeque::new);
    private final AtomicLong turnedBack = new AtomicLong();

    SoakDoor(SoakClock clock) {
        this.clock = clock;
        this.limiter = SlidingRateLimiter.of(clock);
    }

    @Override
    public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal)
            throws InterruptedException {
        while (limiter.acquire(call, deadline, signal)) {
            if (clock.setOut()) {
                outside.set(true);
                return true;
            }
            turnedBack.incrementAndGet();
        }
        return false;
    }

    @Override
    public void on(KsefEvent event) {
        if (event instanceof KsefEvent.CallBegan) {
            // A call may need another one before it leaves after all, such as for a new token: till then it stands
            // still.
            around.get().push(outside.get());
            arrived();
        } else if (event instanceof KsefEvent.Attempt) {
            arrived();
        } else if (event instanceof KsefEvent.CallEnded) {
            arrived();
            if (around.get().pop()) {
                clock.goOn();
                outside.set(true);
            }
        }
    }

    private void arrived() {
        if (outside.get()) {
            outside.set(false);
            clock.arrive();
        }
    }

    /** How often the clock moved on between the limiter's word and the request, so that the limiter was asked again. */
    long turnedBack() {
        return turnedBack.get();
    }

    @Override
    public void penalise(LimitedCall call, long untilMillis) {
        limiter.penalise(call, untilMillis);
    }

    @Override
    public void answered(LimitedCall call) {
        limiter.answered(call);
    }

    @Override
    public Instant whenFor(LimitedCall call, int calls) {
        return limiter.whenFor(call, calls);
    }

    @Override
    public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {
        limiter.limit(environment, context, limits);
    }
}
