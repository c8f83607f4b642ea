package dev.ksef.domain.limit;

import dev.ksef.port.RateLimiter;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.limit.RateLimiterContract;

class SlidingRateLimiterTest extends RateLimiterContract {

    @Override
    protected RateLimiter limiter(Time time) {
        return SlidingRateLimiter.of(time);
    }
}
