package dev.ksef;

import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.LimitApi;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a client can do on behalf of one context. Cheap to make and to keep; safe for many threads. */
public final class KsefContextClient {

    private final Supplier<ActingContext> acting;
    private final ClientDependencies dependencies;

    /**
     * @param acting asked at each use, since whom a view acts for may be another matter then
     */
    KsefContextClient(Supplier<ActingContext> acting, ClientDependencies dependencies) {
        this.acting = acting;
        this.dependencies = dependencies;
    }

    /**
     * Whom it acts for.
     *
     * @throws IllegalStateException if it follows the current {@link KsefContext} and there is none
     */
    public ContextIdentifier context() {
        return tokens().context();
    }

    /** Returns the tokens it acts with. */
    public ContextTokens tokens() {
        return acting.get().tokens();
    }

    /**
     * The same with another time for each call, waits and repetitions included.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public KsefContextClient within(Duration timeout) {
        CallScope.positive(timeout);
        return new KsefContextClient(() -> acting.get().within(timeout), dependencies);
    }

    /**
     * The same, whose first call signs in anew, whatever tokens there are; its further calls use the tokens it yields. For
     * when rights have changed.
     */
    public KsefContextClient forcingAuthentication() {
        // A view that follows the current context may be used in another one later: each has a sign-in of its own.
        var anew = new ConcurrentHashMap<ContextTokens, BearerSource>();
        anew.put(tokens(), tokens().anew());
        return new KsefContextClient(
                () -> {
                    ActingContext now = acting.get();
                    return now.with(anew.computeIfAbsent(now.tokens(), ContextTokens::anew));
                },
                dependencies);
    }

    /** Sending invoices, and what became of them. */
    public Sessions sessions() {
        return dependencies.sessions(scope());
    }

    /** Returns the invoices in KSeF that concern this context. */
    public Invoices invoices() {
        return dependencies.invoices(scope());
    }

    /** Returns the KSeF certificates of whoever is signed in. */
    public Certificates certificates() {
        return dependencies.certificates(scope());
    }

    /** How often this context may call, and when its next calls can leave. */
    public RateLimits rateLimits() {
        return dependencies.rateLimits(scope());
    }

    /** Returns the limits of this context and of whoever is signed in, as KSeF tells them. */
    public LimitApi limits() {
        return open(LimitApi.class);
    }

    /** Returns the sign-ins of this context. */
    public AuthSessionApi authSessions() {
        return open(AuthSessionApi.class);
    }

    /** Any API of {@code dev.ksef.port.api}, or an interface of one's own declared in the same way. */
    public <A> A open(Class<A> api) {
        return dependencies.open(api, scope());
    }

    /** Ends the authentication session of this context and forgets its tokens; the next call signs in anew. */
    public void signOut() {
        tokens().signOut(scope().callDeadline(dependencies.time()));
    }

    private CallScope scope() {
        return acting.get().scope();
    }

    @Override
    public String toString() {
        try {
            return "KSeF on behalf of " + context();
        } catch (IllegalStateException none) {
            return "KSeF on behalf of the current KsefContext, and there is none";
        }
    }
}
