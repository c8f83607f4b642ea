package dev.ksef;

import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.collective.CollectiveIdentifiers;
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
import dev.ksef.domain.testdata.ContextTestData;
import dev.ksef.domain.token.KsefTokens;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefFeature;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallHeaders;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.LimitApi;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The operations of a client on behalf of one context. Cheap to create and to keep; safe for many threads. */
public final class KsefContextClient {

    private final Supplier<ActingContext> acting;
    private final CallHeaders headers;
    private final ClientDependencies dependencies;

    /**
     * @param acting returns the acting context; asked at each use, since it may change between uses
     * @param headers further headers of its calls
     */
    KsefContextClient(Supplier<ActingContext> acting, CallHeaders headers, ClientDependencies dependencies) {
        this.acting = acting;
        this.headers = headers;
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
        return new KsefContextClient(() -> acting.get().within(timeout), headers, dependencies);
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
                headers,
                dependencies);
    }

    /**
     * Returns a copy whose calls ask KSeF for a feature, by the header {@code X-KSeF-Feature}. A sign-in that they cause does
     * not ask for it, unless its client does: {@link KsefClient.Builder#feature}.
     *
     * @throws IllegalArgumentException if this view asks for another feature already: KSeF takes one a request
     */
    public KsefContextClient withFeature(KsefFeature feature) {
        return new KsefContextClient(acting, headers.with(feature), dependencies);
    }

    /**
     * Returns a copy whose calls have TEST answer with a warning, by the header {@code X-Test-System-Warning}, so that what an
     * application does with warnings can be tried. Other environments ignore it.
     *
     * @param warning for example {@code [xml-001]: warning}
     * @throws IllegalArgumentException if it is not printable ASCII
     */
    public KsefContextClient withTestSystemWarning(String warning) {
        return new KsefContextClient(acting, headers.withTestSystemWarning(warning), dependencies);
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

    /** Returns the use cases for the KSeF tokens of this context, with which applications sign in until 31 December 2026. */
    public KsefTokens ksefTokens() {
        return dependencies.ksefTokens(scope());
    }

    /** Returns the use cases for collective identifiers, which stand for several invoices in a payment. */
    public CollectiveIdentifiers collectiveIdentifiers() {
        return dependencies.collectiveIdentifiers(scope());
    }

    /**
     * Returns what can be changed on TEST for this context and its signed-in subject: limits and certificates. For subjects,
     * persons and rights see {@link KsefClient#testData()}.
     *
     * @throws IllegalStateException on PRODUCTION, which has no test data
     */
    public ContextTestData testData() {
        return dependencies.testData(scope());
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
        return acting.get().scope().with(headers);
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
