package dev.ksef.model.auth;

import java.util.Objects;

/** The tokens of a sign-in. KSeF hands them out once. */
public record AuthenticationTokens(AccessToken accessToken, RefreshToken refreshToken) {

    public AuthenticationTokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(refreshToken, "refreshToken");
    }
}
