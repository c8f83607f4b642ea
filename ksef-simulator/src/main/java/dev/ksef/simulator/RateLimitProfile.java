package dev.ksef.simulator;

/** The limits that calls are counted by until a context is given others. */
public enum RateLimitProfile {
    /** No limits. */
    NONE,
    /** Those of production, by API 2.8. */
    PRODUCTION;

    RateLimit of(RateGroup group) {
        return this == PRODUCTION ? group.production() : RateLimit.UNLIMITED;
    }
}
