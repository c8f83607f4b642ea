package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.TokenListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the tokens of all contexts share.
 *
 * @param store keeps tokens beyond this client's memory; null if there is none
 * @param background runs refreshes ahead of time; null if there are none
 */
record TokenDependencies(
        Transport transport,
        SignIn signIn,
        CredentialsProvider credentials,
        ServerClock clock,
        Time time,
        KsefListener listener,
        Duration timeout,
        @Nullable TokenStore store,
        TokenMargins margins,
        @Nullable Executor background,
        List<TokenListener> tokenListeners) {

    <A> A open(Class<A> api, ContextIdentifier context, BearerSource bearer, Deadline deadline) {
        return transport.open(api, new CallScope(context, bearer, timeout, deadline));
    }

    Deadline callDeadline() {
        return Deadline.after(timeout, time);
    }

    /** Calls all listeners, and then throws the exception of the first one that failed. */
    void announce(TokenUpdate update) {
        Throwable first = null;
        for (TokenListener tokenListener : tokenListeners) {
            try {
                tokenListener.onTokens(update);
            } catch (RuntimeException | Error thrown) {
                if (first == null) {
                    first = thrown;
                } else {
                    first.addSuppressed(thrown);
                }
            }
        }
        if (first instanceof Error fatal) {
            throw fatal;
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }
}
