package dev.ksef.model.auth;

import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a sign-in is: 100 in progress, 200 done, 415 no rights, 425 revoked, 450 bad token, 460 certificate, 470
 * deceased person, 480 blocked context, 500 and 550 KSeF's own failures.
 *
 * @param status the code decides; texts are Polish
 * @param authenticationMethod announced to go away; {@code authenticationMethodInfo} takes its place
 * @param isTokenRedeemed whether the tokens were taken already
 */
public record AuthenticationStatus(
        StatusInfo status,
        @Nullable OffsetDateTime startDate,
        @Nullable String authenticationMethod,
        @Nullable AuthenticationMethodInfo authenticationMethodInfo,
        @Nullable Boolean isTokenRedeemed,
        @Nullable OffsetDateTime lastTokenRefreshDate,
        @Nullable OffsetDateTime refreshTokenValidUntil) {

    public AuthenticationStatus {
        Objects.requireNonNull(status, "status");
    }
}
