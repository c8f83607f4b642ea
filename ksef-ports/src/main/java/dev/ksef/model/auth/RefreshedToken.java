package dev.ksef.model.auth;

import java.util.Objects;

/** What a refresh yields: a new access token; the refresh token stays as it is. */
public record RefreshedToken(AccessToken accessToken) {

    public RefreshedToken {
        Objects.requireNonNull(accessToken, "accessToken");
    }
}
