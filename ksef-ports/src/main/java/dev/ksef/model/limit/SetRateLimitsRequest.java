package dev.ksef.model.limit;

/** A request to TEST to set other rate limits for a context. */
public record SetRateLimitsRequest(ApiRateLimitsOverride rateLimits) {

    /** Returns a request for these limits. */
    public static SetRateLimitsRequest of(ApiRateLimitsOverride rateLimits) {
        return new SetRateLimitsRequest(rateLimits);
    }
}
