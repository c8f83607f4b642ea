package dev.ksef.model.auth;

import java.time.OffsetDateTime;

/** The short-lived token of one sign-in (about 45 minutes): good for its status and for redeeming, nothing else. */
public final class AuthenticationToken extends BearerToken {

    public AuthenticationToken(String token, OffsetDateTime validUntil) {
        super(token, validUntil);
    }
}
