package dev.ksef.simulator;

import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.ratelimit.WindowLimits;
import java.util.Map;

/** The limits that calls are counted by, unless a context was given others. */
public enum RateLimitProfile {
    /** No limits. */
    NONE,
    /** The limits of production, by API 2.8. */
    PRODUCTION;

    /** The profile that a seed names. */
    static RateLimitProfile named(String word) {
        return switch (word) {
            case "none" -> NONE;
            case "production" -> PRODUCTION;
            default -> throw new IllegalArgumentException("'rateLimits' must be none or production");
        };
    }

    /** The limits of each group that has any. */
    Map<RateGroup, WindowLimits> limits() {
        return this == PRODUCTION ? RateGroup.productionLimits() : Map.of();
    }
}
