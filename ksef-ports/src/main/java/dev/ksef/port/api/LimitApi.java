package dev.ksef.port.api;

import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** The limits that apply to a context and to the signed-in subject. */
public interface LimitApi {

    /** Requests how large sessions of this context may be. */
    @Operation(
            value = "GET /limits/context",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EffectiveContextLimits context();

    /** Requests how many certificates the signed-in subject may have. */
    @Operation(
            value = "GET /limits/subject",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EffectiveSubjectLimits subject();

    /**
     * Requests how often this context may call. This does not update a {@code RateLimiter}: {@code RateLimits.refresh()} does.
     */
    @Operation(
            value = "GET /rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EffectiveApiRateLimits rateLimits();
}
