package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AuthenticationSessionsPage;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import org.jspecify.annotations.Nullable;

/** The sign-ins of a context. Closing one ends its refresh token; access tokens stay valid until they expire. */
public interface AuthSessionApi {

    /** Requests one page of sign-ins. Errors: 21418 wrong continuation token. */
    @Operation(
            value = "GET /auth/sessions",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    AuthenticationSessionsPage list(
            @QueryParameter("pageSize") @Nullable Integer pageSize,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /** Closes the sign-in that the token belongs to. */
    @Operation(
            value = "DELETE /auth/sessions/current",
            bearer = BearerKind.ACCESS_OR_REFRESH,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 204)
    void closeCurrent();

    /** Closes a sign-in of this context. */
    @Operation(
            value = "DELETE /auth/sessions/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 204)
    void close(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);
}
