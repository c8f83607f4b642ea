package dev.ksef.model.auth;

import java.time.OffsetDateTime;

/**
 * The token that every protected call carries, valid for about 15 minutes. It stays valid until it expires, even if something
 * is revoked in the meantime.
 */
public final class AccessToken extends BearerToken {

    public AccessToken(String token, OffsetDateTime validUntil) {
        super(token, validUntil);
    }
}
