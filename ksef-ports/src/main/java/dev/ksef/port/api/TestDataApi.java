package dev.ksef.port.api;

import dev.ksef.model.limit.SetRateLimitsRequest;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** Operations that change the data of TEST. Other environments do not have them. */
public interface TestDataApi {

    /**
     * Sets the rate limits of this context. Errors: 21405 a limit is below 1, or (as in April 2026) above ten times that of
     * PRODUCTION.
     */
    @Operation(
            value = "POST /testdata/rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setRateLimits(SetRateLimitsRequest request);

    /** Gives this context the usual rate limits of TEST again. */
    @Operation(
            value = "DELETE /testdata/rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void resetRateLimits();

    /** Gives this context the rate limits of PRODUCTION. */
    @Operation(
            value = "POST /testdata/rate-limits/production",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setProductionRateLimits();
}
