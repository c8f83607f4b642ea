package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import java.time.Instant;

/** Lets everything through. */
final class NoRateLimiter implements RateLimiter {

    static final NoRateLimiter INSTANCE = new NoRateLimiter();

    private NoRateLimiter() {}

    @Override
    public void acquire(LimitedCall call, Deadline deadline) {}

    @Override
    public void penalise(LimitedCall call, long untilMillis) {}

    @Override
    public Instant whenFor(LimitedCall call, int calls) {
        return Instant.ofEpochMilli(Time.system().millis());
    }

    @Override
    public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {}
}
