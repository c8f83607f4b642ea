package dev.ksef.model.auth;

import java.time.OffsetDateTime;

/** The token that every protected call carries (about 15 minutes). It stays valid to its end, whatever is revoked meanwhile. */
public final class AccessToken extends BearerToken {

    public AccessToken(String token, OffsetDateTime validUntil) {
        super(token, validUntil);
    }
}
