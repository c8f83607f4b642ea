package dev.ksef.port.store;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;

/**
 * New tokens of a context.
 *
 * @param key the environment, context and credentials they belong to
 * @param tokens all current tokens
 * @param accessChanged whether the access token changed
 * @param refreshChanged whether the refresh token changed
 */
public record TokenUpdate(TokenKey key, StoredTokens tokens, boolean accessChanged, boolean refreshChanged) {

    /** Returns the context that the tokens act for. */
    public ContextIdentifier context() {
        return key.context();
    }
}
