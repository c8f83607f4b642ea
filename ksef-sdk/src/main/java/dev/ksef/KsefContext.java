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
 * Whom a piece of code acts for, as a scope around it: {@link KsefClient#inCurrentContext()} follows it, so that a
 * taxpayer need not be handed down through layers that do not care.
 *
 * <p>A scope belongs to the thread that entered it and ends with {@link #run} or {@link #call}, whatever happens inside.
 * Scopes nest: the inner one counts. Other threads inherit nothing; {@link #wrap(Runnable)}, {@link #wrap(Callable)} and
 * {@link #wrap(Executor)} carry the scope of the thread that calls them, or that there is none. Virtual threads need no
 * care of their own.
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
     * Acting for a taxpayer.
     *
     * @throws IllegalArgumentException if it is not a NIP: ten digits without prefix or hyphens
     */
    public static KsefContext forNip(String nip) {
        return of(Nip.of(nip));
    }

    /** Acting for a context. */
    public static KsefContext of(ContextIdentifier identifier) {
        return new KsefContext(identifier, false, null, null);
    }

    /**
     * The same, where the first call in each scope signs in anew, whatever tokens there are; further calls in that scope
     * use the tokens it yields. For when rights have changed.
     *
     * @throws IllegalStateException if it names a sign-in already
     */
    public KsefContext forcingAuthentication() {
        if (authenticationReference != null) {
            throw new IllegalStateException("Calls under sign-in " + authenticationReference
                    + " cannot sign in anew: force authentication, or name a sign-in, not both");
        }
        return new KsefContext(identifier, true, null, credentials);
    }

    /**
     * The same, where calls go out under the given sign-in or not at all: its tokens are refreshed, but no other sign-in
     * takes its place.
     *
     * @param signIn the sign-in's reference number, as {@code KsefEvent.TokenObtained} and the list of authentication
     *     sessions tell it
     * @throws IllegalStateException if it forces authentication
     */
    public KsefContext withAuthenticationReference(ReferenceNumber signIn) {
        if (forcesAuthentication) {
            throw new IllegalStateException("Calls that sign in anew cannot go out under sign-in " + signIn
                    + ": force authentication, or name a sign-in, not both");
        }
        return new KsefContext(identifier, false, Objects.requireNonNull(signIn, "signIn"), credentials);
    }

    /** The same, signing in with the credentials of that name instead of the usual ones. */
    public KsefContext withCredentials(CredentialsId id) {
        return new KsefContext(identifier, forcesAuthentication, authenticationReference, id);
    }

    /** Whom it acts for. */
    public ContextIdentifier identifier() {
        return identifier;
    }

    /** Tells whether the first call in each scope signs in anew. */
    public boolean forcesAuthentication() {
        return forcesAuthentication;
    }

    /** Returns the sign-in that its calls are bound to. */
    public Optional<ReferenceNumber> authenticationReference() {
        return Optional.ofNullable(authenticationReference);
    }

    /** Returns the name of the credentials that it signs in with, if they are not the usual ones. */
    public Optional<CredentialsId> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** Returns the context of the innermost scope that this thread is in. */
    public static Optional<KsefContext> current() {
        return Optional.ofNullable(ENTERED.get()).map(scope -> scope.context);
    }

    /** Does something within a scope of this context. */
    public void run(Runnable action) {
        within(new Scope(this), action);
    }

    /**
     * Does something within a scope of this context, and yields what it yields.
     *
     * @throws Exception whatever the action throws
     */
    public <T> T call(Callable<T> action) throws Exception {
        return within(new Scope(this), action);
    }

    /** Returns the action, to be done in the scope that this thread is in now, on whatever thread. */
    public static Runnable wrap(Runnable action) {
        Scope scope = ENTERED.get();
        return () -> within(scope, action);
    }

    /** The action, to be done in the scope that this thread is in now, on whatever thread. */
    public static <T> Callable<T> wrap(Callable<T> action) {
        Scope scope = ENTERED.get();
        return () -> within(scope, action);
    }

    /** Returns an executor that does each action in the scope that whoever hands it over is in at that time. */
    public static Executor wrap(Executor executor) {
        return action -> executor.execute(wrap(action));
    }

    /**
     * @throws IllegalStateException if this thread is in none
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

    /** Yields the scope that was left for it; a thread in none keeps nothing, so that pools do not leak scopes. */
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

    /** One entering of a context, whatever threads it is carried to. */
    static final class Scope {

        private final KsefContext context;
        private final Map<ContextTokens, BearerSource> signedInHere = new ConcurrentHashMap<>();

        private Scope(KsefContext context) {
            this.context = context;
        }

        /** Returns all tokens of whom it acts for. */
        ContextTokens tokens(TokenProvider provider) {
            return context.credentials == null
                    ? provider.of(context.identifier)
                    : provider.of(context.identifier, context.credentials);
        }

        /** Those of the tokens that calls in this scope may take. */
        BearerSource bearerSource(ContextTokens tokens) {
            if (context.forcesAuthentication) {
                return signedInHere.computeIfAbsent(tokens, ContextTokens::anew);
            }
            return context.authenticationReference == null ? tokens : tokens.under(context.authenticationReference);
        }
    }
}
