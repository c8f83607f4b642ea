package dev.ksef.port.store;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;

/**
 * New tokens of a context.
 *
 * @param key whose they are
 * @param tokens all that there are now
 * @param accessChanged whether the access token is another one than before
 * @param refreshChanged whether the refresh token is another one than before
 */
public record TokenUpdate(TokenKey key, StoredTokens tokens, boolean accessChanged, boolean refreshChanged) {

    /** Whom they act for. */
    public ContextIdentifier context() {
        return key.context();
    }
}
