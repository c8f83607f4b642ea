package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.time.Deadline;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Limits nothing. */
final class NoRateLimiter implements RateLimiter {

    static final NoRateLimiter INSTANCE = new NoRateLimiter();

    private NoRateLimiter() {}

    @Override
    public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal) {
        return !signal.isDone();
    }

    @Override
    public void penalise(LimitedCall call, long untilMillis) {}

    @Override
    public Instant whenFor(LimitedCall call, int calls) {
        return Instant.EPOCH;
    }

    @Override
    public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {}
}
