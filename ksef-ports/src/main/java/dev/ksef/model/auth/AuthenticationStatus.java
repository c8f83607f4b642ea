package dev.ksef.model.auth;

import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of a sign-in: 100 in progress, 200 done, 415 no rights, 425 revoked, 450 bad token, 460 certificate, 470 deceased
 * person, 480 blocked context, 500 and 550 internal failures of KSeF.
 *
 * @param status decide by its code; its texts are Polish
 * @param authenticationMethod KSeF will remove it; {@code authenticationMethodInfo} replaces it
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
