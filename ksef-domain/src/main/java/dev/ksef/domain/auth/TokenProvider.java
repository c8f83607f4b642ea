package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.store.TokenListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tokens of every context that an application acts for: takes them from a {@link TokenStore}, refreshes them ahead of
 * their end, and signs in if nothing else is possible. One context never has two sign-ins or refreshes at the same time, and
 * never waits for another context.
 *
 * <p>Safe for many threads; several clients can share one.
 */
public final class TokenProvider {

    private final String environment;
    private final TokenDependencies dependencies;
    private final TokenCache slots;
    private final List<TokenListener> listeners = new CopyOnWriteArrayList<>();

    private TokenProvider(Builder settings) {
        environment = settings.environment;
        listeners.addAll(settings.tokenListeners);
        TokenMargins margins = settings.margins;
        dependencies = new TokenDependencies(
                settings.transport,
                settings.signIn,
                settings.credentials,
                settings.clock,
                settings.time,
                settings.listener,
                settings.timeout,
                settings.store,
                margins,
                settings.background,
                listeners);
        slots = new TokenCache(key -> new ContextTokens(key, dependencies), settings.idle.toMillis());
    }

    /**
     * Settings for a provider.
     *
     * @param environment the name of the environment, which is part of the key that tokens are kept under
     * @param signIn how to sign in
     * @param credentials provides the credentials of each context
     * @param clock KSeF's clock, which the sign-in sets
     */
    public static Builder builder(
            String environment,
            Transport transport,
            SignIn signIn,
            CredentialsProvider credentials,
            ServerClock clock,
            Time time) {
        return new Builder(environment, transport, signIn, credentials, clock, time);
    }

    /**
     * Returns an access token of a context that is good now, within the usual time of a call.
     *
     * @throws dev.ksef.model.error.KsefException if no token can be obtained. The failure of a sign-in is thrown to all threads
     *     that waited for it
     */
    public AccessToken bearer(ContextIdentifier context) {
        AccessToken fresh = ifFresh(context);
        return fresh != null ? fresh : of(context).bearer(dependencies.callDeadline());
    }

    /** Returns an access token of a context that is good now, by the given deadline. */
    public AccessToken bearer(ContextIdentifier context, Deadline deadline) {
        AccessToken fresh = ifFresh(context);
        return fresh != null ? fresh : of(context).bearer(deadline);
    }

    private @Nullable AccessToken ifFresh(ContextIdentifier context) {
        ContextTokens tokens = slots.usual(context);
        return tokens == null ? null : tokens.ifFresh();
    }

    /** Returns the tokens of a context, obtained with its usual credentials; as long as they are held they are the same. */
    public ContextTokens of(ContextIdentifier context) {
        slots.sweep(dependencies.clock().millis());
        ContextTokens usual = slots.usual(context);
        return usual != null
                ? slots.get(usual.key())
                : slots.usual(
                        key(context, dependencies.credentials().get(context).id()));
    }

    /** Returns the tokens of a context, obtained with the credentials of that name. */
    public ContextTokens of(ContextIdentifier context, CredentialsId credentials) {
        slots.sweep(dependencies.clock().millis());
        return slots.get(key(context, credentials));
    }

    /** Replaces the current tokens of a context with tokens that were obtained elsewhere. */
    public void seed(ContextIdentifier context, AuthenticationTokens tokens) {
        of(context).seed(tokens);
    }

    /**
     * Forgets all tokens of a context, here and in the store; KSeF is not told. The next use signs in with the usual
     * credentials of that time.
     */
    public void invalidate(ContextIdentifier context) {
        of(context).invalidate();
        slots.forgetUsual(context);
    }

    /** Forgets one token of a context, if it is still the one in use; a newer one stays. */
    public void invalidate(ContextIdentifier context, AccessToken token) {
        of(context).rejected(token);
    }

    /** Adds a listener, which is told of new tokens. */
    public void addListener(TokenListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener, which is told of new tokens no more. */
    public void removeListener(TokenListener listener) {
        listeners.remove(listener);
    }

    /** KSeF's clock, as far as the sign-ins have shown it. */
    public ServerClock clock() {
        return dependencies.clock();
    }

    /** How many contexts have tokens in memory, each set of credentials counted. */
    public long size() {
        return slots.inUse();
    }

    private TokenKey key(ContextIdentifier context, CredentialsId credentials) {
        return new TokenKey(environment, context, credentials);
    }

    @Override
    public String toString() {
        return "tokens at " + environment;
    }

    /** Collects the settings of a {@link TokenProvider}. */
    public static final class Builder {

        private final String environment;
        private final Transport transport;
        private final SignIn signIn;
        private final CredentialsProvider credentials;
        private final ServerClock clock;
        private final Time time;
        private final List<TokenListener> tokenListeners = new CopyOnWriteArrayList<>();
        private KsefListener listener = ListenerGroup.of(List.of());
        private Duration timeout = Duration.ofMinutes(2);
        private Duration idle = Duration.ofHours(1);
        private TokenMargins margins = TokenMargins.USUAL;
        private @Nullable TokenStore store;
        private @Nullable Executor background;

        private Builder(
                String environment,
                Transport transport,
                SignIn signIn,
                CredentialsProvider credentials,
                ServerClock clock,
                Time time) {
            this.environment = environment;
            this.transport = transport;
            this.signIn = signIn;
            this.credentials = credentials;
            this.clock = clock;
            this.time = time;
        }

        /** Sets the listener, which is told what happens; by default there is none. It must never throw. */
        public Builder listener(KsefListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Sets how long one call may take; 2 min by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = CallScope.positive(timeout);
            return this;
        }

        /** Sets the store that keeps tokens beyond this client's memory; by default there is none. */
        public Builder store(TokenStore store) {
            this.store = store;
            return this;
        }

        /**
         * Sets how long before they expire tokens are replaced.
         *
         * @param mandatory a token that expires sooner than this is not served; 30 s by default
         * @param advisory a token that expires sooner than this, and sooner than a quarter of its lifetime, is served while it
         *     is replaced in the background; 5 min by default
         * @throws IllegalArgumentException if one is negative, or more than a day
         */
        public Builder margins(Duration mandatory, Duration advisory) {
            this.margins = TokenMargins.of(mandatory, advisory);
            return this;
        }

        /**
         * Sets the executor that refreshes tokens ahead of time. Without one, the default, callers wait for the refresh at the
         * mandatory margin.
         */
        public Builder background(@Nullable Executor executor) {
            this.background = executor;
            return this;
        }

        /** Adds a listener, which is told of new tokens. */
        public Builder tokenListener(TokenListener listener) {
            tokenListeners.add(listener);
            return this;
        }

        /**
         * Sets after which time unused tokens are removed from memory; 1 h by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder idle(Duration idle) {
            if (idle.isNegative() || idle.isZero()) {
                throw new IllegalArgumentException(
                        "The time after which tokens are idle must be positive, not " + idle);
            }
            this.idle = idle;
            return this;
        }

        /** Makes the provider. No call is made. */
        public TokenProvider build() {
            return new TokenProvider(this);
        }
    }
}
