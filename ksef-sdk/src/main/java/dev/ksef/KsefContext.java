package dev.ksef;

import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.BearerSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The context that a piece of code acts for, as a scope around that code. {@link KsefClient#inCurrentContext()} follows it, so
 * that a taxpayer need not be passed through all layers.
 *
 * <p>A scope belongs to the thread that entered it, and always ends with {@link #run} or {@link #call}. Scopes nest: the inner
 * one counts. Other threads do not inherit it; {@link #wrap(Runnable)}, {@link #wrap(Callable)} and {@link #wrap(Executor)}
 * carry over the scope of the thread that calls them, also the lack of one. Virtual threads need no special treatment.
 *
 * <p>Immutable.
 */
public final class KsefContext {

    private static final ThreadLocal<@Nullable Scope> ENTERED = new ThreadLocal<>();

    private final ContextIdentifier identifier;
    private final boolean forcesAuthentication;
    private final @Nullable ReferenceNumber authenticationReference;
    private final @Nullable CredentialsId credentials;

    private KsefContext(
            ContextIdentifier identifier,
            boolean forcesAuthentication,
            @Nullable ReferenceNumber authenticationReference,
            @Nullable CredentialsId credentials) {
        this.identifier = Objects.requireNonNull(identifier, "identifier");
        this.forcesAuthentication = forcesAuthentication;
        this.authenticationReference = authenticationReference;
        this.credentials = credentials;
    }

    /**
     * Returns the context of a taxpayer.
     *
     * @throws IllegalArgumentException if it is not a NIP: ten digits without prefix or hyphens
     */
    public static KsefContext forNip(String nip) {
        return of(Nip.of(nip));
    }

    /** Returns a context for this identifier. */
    public static KsefContext of(ContextIdentifier identifier) {
        return new KsefContext(identifier, false, null, null);
    }

    /**
     * Returns a copy with which the first call in each scope signs in again, even if there are valid tokens. Further calls in
     * that scope use the tokens of that sign-in. Use it after rights have changed.
     *
     * @throws IllegalStateException if this context already names a sign-in
     */
    public KsefContext forcingAuthentication() {
        if (authenticationReference != null) {
            throw new IllegalStateException("Calls under sign-in " + authenticationReference
                    + " cannot sign in again: force authentication or name a sign-in, not both");
        }
        return new KsefContext(identifier, true, null, credentials);
    }

    /**
     * Returns a copy whose calls only use the given sign-in. Its tokens are refreshed, but no other sign-in replaces it.
     *
     * @param signIn the sign-in's reference number, from {@code KsefEvent.TokenObtained} or the list of authentication sessions
     * @throws IllegalStateException if this context forces authentication
     */
    public KsefContext withAuthenticationReference(ReferenceNumber signIn) {
        if (forcesAuthentication) {
            throw new IllegalStateException("Calls that sign in again cannot use sign-in " + signIn
                    + ": force authentication, or name a sign-in, not both");
        }
        return new KsefContext(identifier, false, Objects.requireNonNull(signIn, "signIn"), credentials);
    }

    /** Returns a copy that signs in with the credentials of that name instead of the usual ones. */
    public KsefContext withCredentials(CredentialsId id) {
        return new KsefContext(identifier, forcesAuthentication, authenticationReference, id);
    }

    /** Returns the identifier of the context it acts for. */
    public ContextIdentifier identifier() {
        return identifier;
    }

    /** Tells whether the first call in each scope signs in again. */
    public boolean forcesAuthentication() {
        return forcesAuthentication;
    }

    /** Returns the sign-in that its calls must use; empty if they may use any. */
    public Optional<ReferenceNumber> authenticationReference() {
        return Optional.ofNullable(authenticationReference);
    }

    /** Returns the name of the credentials that it signs in with; empty for the usual ones. */
    public Optional<CredentialsId> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** Returns the context of the innermost scope that this thread is in. */
    public static Optional<KsefContext> current() {
        return Optional.ofNullable(ENTERED.get()).map(scope -> scope.context);
    }

    /** Runs an action within a scope of this context. */
    public void run(Runnable action) {
        within(new Scope(this), action);
    }

    /**
     * Runs an action within a scope of this context, and returns its result.
     *
     * @throws Exception any exception of the action
     */
    public <T> T call(Callable<T> action) throws Exception {
        return within(new Scope(this), action);
    }

    /** Returns an action that runs in the current scope of this thread, on any thread. */
    public static Runnable wrap(Runnable action) {
        Scope scope = ENTERED.get();
        return () -> within(scope, action);
    }

    /** The action, to be done in the scope that this thread is in now, on whatever thread. */
    public static <T> Callable<T> wrap(Callable<T> action) {
        Scope scope = ENTERED.get();
        return () -> within(scope, action);
    }

    /** Returns an executor that runs each action in the scope that the submitting thread has at that time. */
    public static Executor wrap(Executor executor) {
        return action -> executor.execute(wrap(action));
    }

    /**
     * Returns the innermost scope of this thread. If there is none, throws an IllegalStateException that tells how to enter
     * one.
     */
    static Scope scope() {
        Scope scope = ENTERED.get();
        if (scope == null) {
            throw new IllegalStateException("This thread is in no KsefContext: enter one with KsefContext.run or call,"
                    + " carry it to other threads with KsefContext.wrap, or use client.forContext(...)");
        }
        return scope;
    }

    private static void within(@Nullable Scope scope, Runnable action) {
        Scope outer = enter(scope);
        try {
            action.run();
        } finally {
            enter(outer);
        }
    }

    private static <T> T within(@Nullable Scope scope, Callable<T> action) throws Exception {
        Scope outer = enter(scope);
        try {
            return action.call();
        } finally {
            enter(outer);
        }
    }

    /**
     * Enters a scope and returns the one that was left. A thread without a scope keeps no entry, so that thread pools do not
     * leak scopes.
     */
    private static @Nullable Scope enter(@Nullable Scope scope) {
        Scope left = ENTERED.get();
        if (scope == null) {
            ENTERED.remove();
        } else {
            ENTERED.set(scope);
        }
        return left;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KsefContext that
                && identifier.equals(that.identifier)
                && forcesAuthentication == that.forcesAuthentication
                && Objects.equals(authenticationReference, that.authenticationReference)
                && Objects.equals(credentials, that.credentials);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identifier, forcesAuthentication, authenticationReference, credentials);
    }

    @Override
    public String toString() {
        return "KsefContext[" + identifier
                + (credentials == null ? "" : ", by " + credentials)
                + (forcesAuthentication ? ", signing in anew" : "")
                + (authenticationReference == null ? "" : ", under sign-in " + authenticationReference) + "]";
    }

    /** One entry into a context, on all threads it is carried to. */
    static final class Scope {

        private final KsefContext context;
        private final Map<ContextTokens, BearerSource> signedInHere = new ConcurrentHashMap<>();

        private Scope(KsefContext context) {
            this.context = context;
        }

        /** Returns all tokens of the context. */
        ContextTokens tokens(TokenProvider provider) {
            return context.credentials == null
                    ? provider.of(context.identifier)
                    : provider.of(context.identifier, context.credentials);
        }

        /** Returns the source of those tokens that calls in this scope may use. */
        BearerSource bearerSource(ContextTokens tokens) {
            if (context.forcesAuthentication) {
                return signedInHere.computeIfAbsent(tokens, ContextTokens::anew);
            }
            return context.authenticationReference == null ? tokens : tokens.under(context.authenticationReference);
        }
    }
}
