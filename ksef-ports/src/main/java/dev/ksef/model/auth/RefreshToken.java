package dev.ksef.model.auth;

import java.time.OffsetDateTime;

/** The token that fetches new access tokens (up to 7 days). KSeF does not rotate it. */
public final class RefreshToken extends BearerToken {

    public RefreshToken(String token, OffsetDateTime validUntil) {
        super(token, validUntil);
    }
}
