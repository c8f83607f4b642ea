package dev.ksef.port.api;

import dev.ksef.model.limit.SetRateLimitsRequest;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** What TEST lets one change for tests; other environments have none of it. */
public interface TestDataApi {

    /** Counts this context's calls by the given limits. 21405 invalid limits. */
    @Operation(
            value = "POST /testdata/rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setRateLimits(SetRateLimitsRequest request);

    /** Counts this context's calls by the usual limits of TEST again. */
    @Operation(
            value = "DELETE /testdata/rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void resetRateLimits();

    /** Counts this context's calls by the limits of PRODUCTION. */
    @Operation(
            value = "POST /testdata/rate-limits/production",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setProductionRateLimits();
}
