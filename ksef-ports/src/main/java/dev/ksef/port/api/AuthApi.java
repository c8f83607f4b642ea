package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshedToken;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import org.jspecify.annotations.Nullable;

/** The operations of signing in. */
public interface AuthApi {

    /** Requests a new challenge. */
    @Operation(
            value = "POST /auth/challenge",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.SAFE,
            success = 200)
    AuthChallenge challenge();

    /** Starts a sign-in with a KSeF token. Errors: 21111 wrong challenge, 21470 unknown key. */
    @Operation(
            value = "POST /auth/ksef-token",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.ONCE,
            success = 202)
    AuthenticationInit authenticateWithKsefToken(KsefTokenAuthentication request);

    /**
     * Starts a sign-in with a signed document, {@code application/xml}. Errors: 9101 to 9105 and 21401 wrong document or
     * signature, 21111 wrong challenge, 21115 certificate, 21117 context, 21217 encoding, 21406 signature does not fit the
     * identification.
     *
     * @param verifyCertificateChain whether KSeF checks the issuer and the revocation of the certificate, also in an
     *     environment that accepts self-made ones; null for the environment's default
     * @param feature {@code enforce-xades-compliance} makes KSeF refuse profiles that are not accepted, also where it still
     *     lets them pass; null for the environment's default. Source: change log of API 2.1.1; not in the official file
     */
    @Operation(
            value = "POST /auth/xades-signature",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.ONCE,
            success = 202)
    AuthenticationInit authenticateWithXades(
            SignedAuthRequest document,
            @QueryParameter("verifyCertificateChain") @Nullable Boolean verifyCertificateChain,
            @HeaderParameter("X-KSeF-Feature") @Nullable String feature);

    /** Requests the status of a sign-in. Errors: 21304 unknown, also for a moment right after its start. */
    @Operation(
            value = "GET /auth/{referenceNumber}",
            bearer = BearerKind.AUTHENTICATION,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.SAFE,
            success = 200)
    AuthenticationStatus status(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);

    /** Takes the tokens of a finished sign-in. This works once. Errors: 21301 not finished, or taken already. */
    @Operation(
            value = "POST /auth/token/redeem",
            bearer = BearerKind.AUTHENTICATION,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.ONCE,
            success = 200)
    AuthenticationTokens redeem();

    /** Requests a new access token. Errors: 21301 revoked, 21304 unknown, 21308 deceased person. */
    @Operation(
            value = "POST /auth/token/refresh",
            bearer = BearerKind.REFRESH,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    RefreshedToken refresh();
}
