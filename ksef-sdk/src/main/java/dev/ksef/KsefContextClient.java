package dev.ksef;

import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.export.Exports;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.domain.session.Sessions;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.domain.submission.Submissions;
import dev.ksef.domain.sync.InvoiceSync;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.LimitApi;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The operations of a client on behalf of one context. Cheap to create and to keep; safe for many threads. */
public final class KsefContextClient {

    private final Supplier<ActingContext> acting;
    private final ClientDependencies dependencies;

    /**
     * @param acting returns the acting context; asked at each use, since it may change between uses
     */
    KsefContextClient(Supplier<ActingContext> acting, ClientDependencies dependencies) {
        this.acting = acting;
        this.dependencies = dependencies;
    }

    /**
     * Returns the context it acts for.
     *
     * @throws IllegalStateException if this view follows the current {@link KsefContext}, and the thread has none
     */
    public ContextIdentifier context() {
        return tokens().context();
    }

    /** Returns the tokens of its context. */
    public ContextTokens tokens() {
        return acting.get().tokens();
    }

    /**
     * Returns a copy with another timeout for each call, including waits and repetitions.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public KsefContextClient within(Duration timeout) {
        CallScope.positive(timeout);
        return new KsefContextClient(() -> acting.get().within(timeout), dependencies);
    }

    /**
     * Returns a copy whose first call signs in again, even if there are valid tokens. Its further calls use the tokens of that
     * sign-in. Use it after rights have changed.
     */
    public KsefContextClient forcingAuthentication() {
        // A view that follows the current context may later be used in another one. Each context has its own sign-in.
        var anew = new ConcurrentHashMap<ContextTokens, BearerSource>();
        anew.put(tokens(), tokens().anew());
        return new KsefContextClient(
                () -> {
                    ActingContext now = acting.get();
                    return now.with(anew.computeIfAbsent(now.tokens(), ContextTokens::anew));
                },
                dependencies);
    }

    /** Returns the use cases for sending invoices and asking for their status. */
    public Sessions sessions() {
        return dependencies.sessions(scope());
    }

    /** Returns the use case that makes packages of invoices for batch sessions. */
    public Packages packages() {
        return dependencies.packages();
    }

    /** Returns the use cases for sending any number of invoices as one act that survives a crash. */
    public Submissions submissions() {
        return dependencies.submissions(context(), scope());
    }

    /**
     * Sends any number of invoices as one act with the usual options: {@link Submissions#submit(SubmissionId, Iterable)}.
     *
     * @throws dev.ksef.model.error.KsefException as that
     */
    public SubmissionReport submit(SubmissionId id, Iterable<InvoiceSource> invoices) {
        return submissions().submit(id, invoices);
    }

    /**
     * Sends any number of invoices as one act: {@link Submissions#submit(SubmissionId, Iterable, SubmissionOptions)}.
     *
     * @throws dev.ksef.model.error.KsefException as that
     */
    public SubmissionReport submit(SubmissionId id, Iterable<InvoiceSource> invoices, SubmissionOptions options) {
        return submissions().submit(id, invoices, options);
    }

    /** Returns the use cases for invoices in KSeF that concern this context. */
    public Invoices invoices() {
        return dependencies.invoices(scope());
    }

    /** Returns the use cases for packages of invoices that KSeF makes. */
    public Exports exports() {
        return dependencies.exports(scope());
    }

    /** Returns the use cases for fetching all invoices of this context, again and again. */
    public InvoiceSync invoiceSync() {
        return dependencies.invoiceSync(context(), scope());
    }

    /**
     * Hands out all invoices that are new since the last time: {@link InvoiceSync#run}. Failures stand in the report.
     *
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted, or the client closed
     */
    public SyncReport sync(SyncOptions options, SyncConsumer consumer) {
        return invoiceSync().run(options, consumer);
    }

    /** Returns the use cases for the KSeF certificates of the signed-in subject. */
    public Certificates certificates() {
        return dependencies.certificates(scope());
    }

    /** Returns the use cases for rights: granting, revoking and listing them. */
    public Permissions permissions() {
        return dependencies.permissions(scope());
    }

    /** Returns the rate limits of this context, and when its next calls can be sent. */
    public RateLimits rateLimits() {
        return dependencies.rateLimits(scope());
    }

    /** Returns the operations that ask KSeF for the limits of this context and of the signed-in subject. */
    public LimitApi limits() {
        return open(LimitApi.class);
    }

    /** Returns the operations that list and close the sign-ins of this context. */
    public AuthSessionApi authSessions() {
        return open(AuthSessionApi.class);
    }

    /** Opens an API of {@code dev.ksef.port.api}, or your own interface declared in the same way. */
    public <A> A open(Class<A> api) {
        return dependencies.open(api, scope());
    }

    /** Closes the authentication session of this context and forgets its tokens. The next call signs in again. */
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
