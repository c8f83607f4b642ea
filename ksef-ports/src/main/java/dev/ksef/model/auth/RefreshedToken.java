package dev.ksef.model.auth;

import java.util.Objects;

/** The result of a refresh: a new access token. The refresh token stays the same. */
public record RefreshedToken(AccessToken accessToken) {

    public RefreshedToken {
        Objects.requireNonNull(accessToken, "accessToken");
    }
}
