package dev.ksef.domain.limit;

import dev.ksef.port.RateLimiter;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.limit.MemoryCallLedger;
import dev.ksef.testkit.limit.RateLimiterContract;

/** A limiter whose calls a ledger counts keeps what limiters promise. */
class SharedRateLimiterTest extends RateLimiterContract {

    @Override
    protected RateLimiter limiter(Time time) {
        return SlidingRateLimiter.of(time).sharedThrough(MemoryCallLedger.of(time));
    }
}
