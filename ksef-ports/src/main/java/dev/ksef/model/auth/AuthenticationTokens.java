package dev.ksef.model.auth;

import java.util.Objects;

/** What a sign-in yields, once. */
public record AuthenticationTokens(AccessToken accessToken, RefreshToken refreshToken) {

    public AuthenticationTokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(refreshToken, "refreshToken");
    }
}
