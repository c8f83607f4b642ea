package dev.ksef.port.store;

import dev.ksef.port.event.KsefEvent;

/**
 * Receives new tokens, for applications that store them by themselves.
 *
 * <p><b>Threading:</b> called on the thread that obtained the tokens, after the tokens are in use; for different contexts also
 * by many threads at once. Other callers that wait for the same tokens do not wait for the listener.
 *
 * <p><b>Order:</b> what is new about one context is told one after the other, in the order in which the tokens changed. Tokens
 * that change while an earlier update is still being told are told after it, by a thread of the client.
 *
 * <p><b>Failure:</b> its exception reaches only the caller that caused the update; the tokens stay in use. A refresh in the
 * background and an update that was told later have no such caller, so the exception becomes a {@link KsefEvent.TokenTrouble}.
 * All listeners are called, even if one of them throws.
 *
 * <p><b>Secrets:</b> it gets the tokens themselves: keep them encrypted.
 */
@FunctionalInterface
public interface TokenListener {

    /** Called after each sign-in and refresh, and after tokens were seeded or taken from a {@link TokenStore}. */
    void onTokens(TokenUpdate update);
}
