package dev.ksef.domain.auth;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.StoredTokens;
import java.util.Objects;

/**
 * The result of a sign-in.
 *
 * @param referenceNumber the sign-in's number, by which the list of authentication sessions names it
 * @param tokens the tokens that it yielded
 */
public record CompletedSignIn(ReferenceNumber referenceNumber, AuthenticationTokens tokens) {

    public CompletedSignIn {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        Objects.requireNonNull(tokens, "tokens");
    }

    StoredTokens toStore() {
        return new StoredTokens(tokens.accessToken(), tokens.refreshToken(), referenceNumber);
    }
}
