package dev.ksef.port.store;

import dev.ksef.port.event.KsefEvent;

/**
 * Is told of new tokens, for applications that persist them in a way of their own.
 *
 * <p><b>Threading:</b> called on the thread that obtained the tokens, from many at once for different contexts, after the
 * tokens are in use. Callers that wait for the same tokens are not held up by it.
 *
 * <p><b>Failure:</b> what it throws reaches the caller that caused the update, and nobody else; the tokens stay in use. For
 * a refresh in the background there is no such caller, so it becomes a {@link KsefEvent.TokenTrouble}. All listeners are
 * told, whatever one of them throws.
 *
 * <p><b>Secrets:</b> it gets the tokens themselves: keep them encrypted.
 */
@FunctionalInterface
public interface TokenListener {

    /** Called after each sign-in, refresh, seeding, or taking over from a {@link TokenStore}. */
    void onTokens(TokenUpdate update);
}
