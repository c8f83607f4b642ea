package dev.ksef.model.auth;

import java.time.OffsetDateTime;

/** The token of one sign-in, valid for about 45 minutes. It only serves to ask for the status and to redeem the tokens. */
public final class AuthenticationToken extends BearerToken {

    public AuthenticationToken(String token, OffsetDateTime validUntil) {
        super(token, validUntil);
    }
}
