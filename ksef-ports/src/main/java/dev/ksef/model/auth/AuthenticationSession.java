package dev.ksef.model.auth;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in of this context, as KSeF lists it.
 *
 * @param isCurrent whether the call was made with its token
 * @param authenticationMethod KSeF will remove it; {@code authenticationMethodInfo} replaces it
 */
public record AuthenticationSession(
        ReferenceNumber referenceNumber,
        @Nullable Boolean isCurrent,
        @Nullable StatusInfo status,
        @Nullable OffsetDateTime startDate,
        @Nullable String authenticationMethod,
        @Nullable AuthenticationMethodInfo authenticationMethodInfo,
        @Nullable Boolean isTokenRedeemed,
        @Nullable OffsetDateTime lastTokenRefreshDate,
        @Nullable OffsetDateTime refreshTokenValidUntil) {

    public AuthenticationSession {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
