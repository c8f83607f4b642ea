package dev.ksef.port.api;

import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** The limits that apply to a context and to whoever is signed in. */
public interface LimitApi {

    /** How large sessions of this context may be. */
    @Operation(
            value = "GET /limits/context",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EffectiveContextLimits context();

    /** How many certificates whoever is signed in may have. */
    @Operation(
            value = "GET /limits/subject",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EffectiveSubjectLimits subject();

    /** How often this context may call. A {@code RateLimiter} is not told: {@code RateLimits.refresh()} tells it. */
    @Operation(
            value = "GET /rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EffectiveApiRateLimits rateLimits();
}
