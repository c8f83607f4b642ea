package dev.ksef.model.limit;

/** Asks TEST to count a context's calls by other limits. */
public record SetRateLimitsRequest(ApiRateLimitsOverride rateLimits) {

    /** Returns a request for these limits. */
    public static SetRateLimitsRequest of(ApiRateLimitsOverride rateLimits) {
        return new SetRateLimitsRequest(rateLimits);
    }
}
