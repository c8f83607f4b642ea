package dev.ksef.model.auth;

import java.time.OffsetDateTime;

/** The token that obtains new access tokens, valid for up to 7 days. KSeF does not rotate it. */
public final class RefreshToken extends BearerToken {

    public RefreshToken(String token, OffsetDateTime validUntil) {
        super(token, validUntil);
    }
}
