package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshedToken;
import dev.ksef.port.BearerKind;
import dev.ksef.port.Operation;
import dev.ksef.port.PathParameter;
import dev.ksef.port.RateLimitGroup;
import dev.ksef.port.Replay;

/** Signing in. */
public interface AuthApi {

    /** A new challenge. */
    @Operation(
            value = "POST /auth/challenge",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = Replay.SAFE,
            success = 200)
    AuthChallenge challenge();

    /** Starts a sign-in with a KSeF token. 21111 wrong challenge, 21470 unknown key. */
    @Operation(
            value = "POST /auth/ksef-token",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = Replay.ONCE,
            success = 202)
    AuthenticationInit authenticateWithKsefToken(KsefTokenAuthentication request);

    /** How far a sign-in is. 21304 not known, also for a moment right after its start. */
    @Operation(
            value = "GET /auth/{referenceNumber}",
            bearer = BearerKind.AUTHENTICATION,
            limit = RateLimitGroup.PUBLIC,
            replay = Replay.SAFE,
            success = 200)
    AuthenticationStatus status(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);

    /** Takes the tokens of a finished sign-in, which works once. 21301 not finished, or taken already. */
    @Operation(
            value = "POST /auth/token/redeem",
            bearer = BearerKind.AUTHENTICATION,
            limit = RateLimitGroup.PUBLIC,
            replay = Replay.ONCE,
            success = 200)
    AuthenticationTokens redeem();

    /** A new access token. 21301 revoked, 21304 not known, 21308 deceased person. */
    @Operation(
            value = "POST /auth/token/refresh",
            bearer = BearerKind.REFRESH,
            limit = RateLimitGroup.PUBLIC,
            replay = Replay.IDEMPOTENT,
            success = 200)
    RefreshedToken refresh();
}
