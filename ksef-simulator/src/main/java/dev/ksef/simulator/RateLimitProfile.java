package dev.ksef.simulator;

import java.util.Map;

/** The limits that calls are counted by until a context is given others. */
public enum RateLimitProfile {
    /** No limits. */
    NONE,
    /** Those of production, by API 2.8. */
    PRODUCTION;

    /** The limits of each group that has any. */
    Map<RateGroup, RateLimit> limits() {
        return this == PRODUCTION ? RateGroup.productionLimits() : Map.of();
    }
}
