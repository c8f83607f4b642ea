package dev.ksef;

import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.adapter.compress.ZipArchiver;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.adapter.feign.JsonInvoiceMetadataFormat;
import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.auth.KsefTokenSignIn;
import dev.ksef.domain.auth.PreparedSignIn;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.domain.auth.XadesSignIn;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.export.InvoiceFolder;
import dev.ksef.domain.export.RunningExports;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.peppol.PeppolProviders;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.submission.Submissions;
import dev.ksef.domain.sync.InvoiceSync;
import dev.ksef.domain.sync.RunningSync;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.domain.sync.TaxpayersSync;
import dev.ksef.domain.testdata.TestData;
import dev.ksef.domain.token.GivenTokens;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefFeature;
import dev.ksef.model.Nip;
import dev.ksef.model.PollingIntervals;
import dev.ksef.port.CallHeaders;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.TransportFactory;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The client of KSeF. Create one per environment, use it in all threads of an application, and close it at the end. Creating
 * one makes no network call, so connection problems appear at the first call.
 */
public final class KsefClient implements AutoCloseable {

    private final Transport transport;
    private final CallHeaders headers;
    private final @Nullable FeignTransport ownTransport;
    private final TokenProvider tokens;
    private final KsefTokenSignIn tokenSignIn;
    private final XadesSignIn xadesSignIn;
    private final SignIn signIn;
    private final EncryptionService encryption;
    private final ClientDependencies dependencies;
    private final Duration timeout;
    private final ClosableTime waits;
    private final BackgroundThreads background = new BackgroundThreads();

    private KsefClient(Builder settings) {
        KsefEnvironment environment = Builder.required(settings.environment, "environment");
        Time time = settings.time;
        KsefListener application = ListenerGroup.of(settings.listeners());
        waits = new ClosableTime(time);
        ServerClock clock =
                settings.sharedTokens == null ? new ServerClock(time, application) : settings.sharedTokens.clock();
        KsefListener listener = ListenerGroup.of(List.of(clock.listener(), application));
        timeout = settings.timeout;
        RateLimiter limiter = settings.rateLimiter == null ? SlidingRateLimiter.of(time) : settings.rateLimiter;
        ownTransport = settings.ownTransport(environment, listener, limiter);
        headers = settings.headers;
        Transport made = settings.transport == null
                ? Builder.required(ownTransport, "transport")
                : settings.transport.make(environment, time, listener, limiter);
        transport = HeadedTransport.of(made, headers);
        StorageTransfer storage = settings.storage != null
                ? settings.storage
                : Builder.required(ownTransport, "storage").storage();
        encryption = settings.sharedEncryption == null
                ? settings.encryption
                        .apply(EncryptionService.builder(transport, settings.crypto, clock, time)
                                .listener(listener)
                                .timeout(timeout))
                        .build()
                : settings.sharedEncryption;
        tokenSignIn = new KsefTokenSignIn(transport, encryption, clock, waits, listener, timeout);
        xadesSignIn = new XadesSignIn(transport, clock, waits, listener, timeout, settings.xadesCheck);
        signIn = SignIn.byCredentials(tokenSignIn, xadesSignIn);
        tokens = settings.sharedTokens == null ? tokens(settings, clock, listener) : settings.sharedTokens;
        dependencies = new ClientDependencies(
                environment,
                transport,
                storage,
                settings.crypto,
                encryption,
                signIn,
                limiter,
                settings.preFlight.apply(PreFlight.of(environment)),
                settings.keyStore,
                settings.journal == null ? SubmissionJournal.inMemory(time) : settings.journal,
                settings.keepEnded,
                settings.archiver,
                settings.readingArchivers(),
                settings.metadataFormat == null ? new JsonInvoiceMetadataFormat(listener) : settings.metadataFormat,
                new RunningExports(),
                new GivenTokens(),
                settings.syncStates == null ? SyncStateStore.inMemory(time) : settings.syncStates,
                settings.polling,
                clock,
                waits,
                listener);
    }

    /** Returns a builder. Only environment and credentials have no default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the operations on behalf of a taxpayer.
     *
     * @throws IllegalArgumentException if it is not a NIP: ten digits without prefix or hyphens
     */
    public KsefContextClient forNip(String nip) {
        return forContext(Nip.of(nip));
    }

    /**
     * Returns the operations on behalf of a context.
     *
     * @throws dev.ksef.model.error.KsefException if there are no credentials for it
     */
    public KsefContextClient forContext(ContextIdentifier context) {
        return view(tokens.of(context));
    }

    /** Returns the operations on behalf of a context, which sign in with the credentials of that name. */
    public KsefContextClient forContext(ContextIdentifier context, CredentialsId credentialsId) {
        return view(tokens.of(context, credentialsId));
    }

    /**
     * Hands out all that is new for many taxpayers, in fair order: {@link TaxpayersSync}.
     *
     * @param contexts whose invoices are fetched; the client has credentials for each
     * @param consumer called by several threads, but for one taxpayer by one at a time
     * @return a report for each taxpayer, in the order in which they were named
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted, or the client closed
     * @throws dev.ksef.model.error.KsefException if there are no credentials for one of them
     */
    public List<SyncReport> sync(
            Collection<? extends ContextIdentifier> contexts, SyncOptions options, SyncConsumer consumer) {
        List<InvoiceSync> taxpayers = contexts.stream()
                .map(this::forContext)
                .map(KsefContextClient::invoiceSync)
                .toList();
        return new TaxpayersSync(taxpayers, TaxpayersSync.AT_A_TIME, waits).run(options, consumer);
    }

    /**
     * Hands out all that is new for many taxpayers, at once and then at intervals, until what this returns is closed: {@link
     * RunningSync}.
     *
     * @param interval at least a minute; KSeF recommends {@link RunningSync#USUAL_INTERVAL}
     * @param reports is told what each run did
     * @param failures is told what a run threw
     */
    public RunningSync syncEvery(
            Duration interval,
            Collection<? extends ContextIdentifier> contexts,
            SyncOptions options,
            SyncConsumer consumer,
            Consumer<List<SyncReport>> reports,
            Consumer<RuntimeException> failures) {
        List<ContextIdentifier> taxpayers = List.copyOf(contexts);
        return RunningSync.every(interval, () -> sync(taxpayers, options, consumer), reports, failures, waits);
    }

    /** Returns a folder for invoices, each once, with what KSeF tells of it beside it. */
    public InvoiceFolder folder(Path path) {
        return new InvoiceFolder(path, dependencies.metadataFormat());
    }

    private KsefContextClient view(ContextTokens held) {
        ActingContext acting = ActingContext.with(held, held, timeout);
        return new KsefContextClient(() -> acting, headers, dependencies);
    }

    /**
     * Returns the operations on behalf of the current {@link KsefContext}, which is asked at each use of the view. APIs and
     * sessions taken from the view keep the context in which they were taken.
     */
    public KsefContextClient inCurrentContext() {
        return new KsefContextClient(this::inScope, headers, dependencies);
    }

    private ActingContext inScope() {
        KsefContext.Scope entered = KsefContext.scope();
        ContextTokens held = entered.tokens(tokens);
        return ActingContext.with(held, entered.bearerSource(held), timeout);
    }

    /** Returns the tokens of all contexts, which other clients can share. */
    public TokenProvider tokens() {
        return tokens;
    }

    /** Opens an API for public calls, which carry no bearer. */
    public <A> A open(Class<A> api) {
        return transport.open(api, CallScope.anonymous(timeout));
    }

    /** Returns the Peppol service providers that are registered in KSeF. */
    public PeppolProviders peppolProviders() {
        return new PeppolProviders(transport, timeout);
    }

    /**
     * Returns what can be made on TEST to try things out: subjects, persons, their rights, blocked contexts. For limits and
     * certificates see {@link KsefContextClient#testData()}.
     *
     * @throws IllegalStateException on PRODUCTION, which has no test data
     */
    public TestData testData() {
        return new TestData(dependencies.environment(), transport, timeout);
    }

    /** Returns the single steps of a sign-in with a KSeF token. */
    public KsefTokenSignIn tokenSignIn() {
        return tokenSignIn;
    }

    /** Returns the single steps of a sign-in with a signature, for example for documents that are signed elsewhere. */
    public XadesSignIn xadesSignIn() {
        return xadesSignIn;
    }

    /**
     * Finishes a sign-in that {@link XadesSignIn#prepare} began and that was signed since. Its tokens replace those of the
     * context, and are refreshed as long as KSeF allows.
     *
     * @param signed the signed document, in exactly the bytes that were signed
     * @return the operations on behalf of that context
     * @throws dev.ksef.model.error.KsefException if KSeF refuses it or would refuse it, see {@link XadesSignIn#submit}
     */
    public KsefContextClient signIn(PreparedSignIn prepared, byte[] signed) {
        ContextTokens held = tokens.of(prepared.context());
        held.seed(xadesSignIn.submit(prepared, signed, Deadline.after(timeout, waits)));
        return view(held);
    }

    /** Returns the encryption for KSeF, for your own requests. Other clients can share it. */
    public EncryptionService encryption() {
        return encryption;
    }

    private TokenProvider tokens(Builder settings, ServerClock clock, KsefListener listener) {
        CredentialsProvider credentials = Builder.required(settings.credentials, "credentials");
        String environment =
                Builder.required(settings.environment, "environment").name();
        return settings.tokens
                .apply(TokenProvider.builder(environment, transport, signIn, credentials, clock, waits)
                        .listener(listener)
                        .timeout(timeout)
                        .background(background))
                .build();
    }

    /**
     * Ends the client's threads and connections. It does not wait, and may be called again and by any thread. It does not close
     * sessions in KSeF: close those first. Close clients that share the tokens or the encryption of this one before it.
     *
     * <p>Later calls throw {@link IllegalStateException}. Calls in progress end at once. A request throws {@link
     * dev.ksef.model.error.KsefTransportException}, whose delivery tells whether KSeF may have processed it. A wait for KSeF to
     * finish something throws {@link dev.ksef.model.error.KsefDeadlineException}, with the reference number to ask for later.
     */
    @Override
    public void close() {
        waits.close();
        background.close();
        transport.close();
        if (ownTransport != null) {
            ownTransport.close();
        }
    }

    /** Shows the environment, but not the credentials. */
    @Override
    public String toString() {
        return "KSeF client for " + dependencies.environment();
    }

    /** Collects the settings of a {@link KsefClient}. */
    public static final class Builder {

        private final List<KsefListener> listeners = new ArrayList<>();
        private @Nullable KsefEnvironment environment;
        private @Nullable CredentialsProvider credentials;
        private UnaryOperator<TokenProvider.Builder> tokens = UnaryOperator.identity();
        private @Nullable TokenProvider sharedTokens;
        private UnaryOperator<EncryptionService.Builder> encryption = UnaryOperator.identity();
        private @Nullable EncryptionService sharedEncryption;
        private @Nullable TransportFactory transport;
        private @Nullable StorageTransfer storage;
        private @Nullable KeyStore keyStore;
        private @Nullable SubmissionJournal journal;
        private Duration keepEnded = Submissions.KEEP_ENDED;
        private PackageArchiver archiver = ZipArchiver.create();
        private @Nullable InvoiceMetadataFormat metadataFormat;
        private @Nullable SyncStateStore syncStates;
        private @Nullable XadesCheck xadesCheck;
        private @Nullable RateLimiter rateLimiter;
        private CryptoEngine crypto = new JdkCryptoEngine();
        private UnaryOperator<FeignTransport.Builder> http = UnaryOperator.identity();
        private UnaryOperator<PreFlight> preFlight = UnaryOperator.identity();
        private Time time = Time.system();
        private Duration timeout = Duration.ofMinutes(2);
        private CallHeaders headers = CallHeaders.NONE;
        private PollingIntervals polling = PollingIntervals.USUAL;

        private Builder() {}

        /** Sets the environment of KSeF to use. */
        public Builder environment(KsefEnvironment environment) {
            this.environment = Objects.requireNonNull(environment, "environment");
            return this;
        }

        /** Sets the credentials for all contexts. */
        public Builder credentials(Credentials credentials) {
            return credentials(CredentialsProvider.fixed(credentials));
        }

        /** Sets the provider of the credentials of each context. */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * Sets a store that keeps tokens outside this client's memory, so that a restart needs no new sign-in; none by default.
         */
        public Builder tokenStore(TokenStore store) {
            return tokens(settings -> settings.store(store));
        }

        /**
         * Sets a store that keeps the content keys of open sessions, so that another process can continue a session by its
         * reference number; none by default. If a key cannot be stored, opening the session fails. It also keeps the keys of
         * packages that submissions are uploading, so that they go on where they were cut off; if one of these cannot be
         * stored, the submission goes on, and a {@link dev.ksef.port.event.KsefEvent.KeyNotKept} tells it. And those of exports,
         * so that another process can finish them; if one cannot be stored, starting the export fails.
         */
        public Builder keyStore(KeyStore store) {
            this.keyStore = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Sets the journal of submissions. By default it is kept in memory, and ends with this client: what a crash leaves of a
         * submission is then for the application to find out.
         */
        public Builder journal(SubmissionJournal journal) {
            this.journal = Objects.requireNonNull(journal, "journal");
            return this;
        }

        /**
         * Sets how long submissions that have ended stay in the journal; 90 days by default. Older ones are forgotten by {@link
         * Submissions#reconcile}.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder keepEndedSubmissions(Duration keepEnded) {
            if (keepEnded.isNegative()) {
                throw new IllegalArgumentException("Submissions cannot be kept for less than no time: " + keepEnded);
            }
            this.keepEnded = keepEnded;
            return this;
        }

        /**
         * Sets where synchronisations keep how far they have come. By default that is kept in memory, and ends with this client:
         * the next one begins from its start date again.
         */
        public Builder syncStates(SyncStateStore store) {
            this.syncStates = Objects.requireNonNull(store, "store");
            return this;
        }

        /** Sets what reads and writes the metadata of exported invoices: JSON by Jackson by default. */
        public Builder metadataFormat(InvoiceMetadataFormat format) {
            this.metadataFormat = Objects.requireNonNull(format, "format");
            return this;
        }

        /** Packages that KSeF made are read in either form. The application's own archiver reads those of its form. */
        private List<PackageArchiver> readingArchivers() {
            return List.of(archiver, ZipArchiver.create(), TarGzArchiver.create());
        }

        /** Sets what makes the archives of packages, and reads those of its form: ZIP by default. */
        public Builder archiver(PackageArchiver archiver) {
            this.archiver = Objects.requireNonNull(archiver, "archiver");
            return this;
        }

        /**
         * Changes the settings of the tokens: margins, background refresh, store, listeners. Further calls add to earlier ones.
         */
        public Builder tokens(UnaryOperator<TokenProvider.Builder> settings) {
            Objects.requireNonNull(settings, "settings");
            UnaryOperator<TokenProvider.Builder> before = tokens;
            tokens = builder -> settings.apply(before.apply(builder));
            return this;
        }

        /** Uses the tokens of another client instead of own ones. No credentials are needed then. */
        public Builder tokens(TokenProvider shared) {
            this.sharedTokens = Objects.requireNonNull(shared, "shared");
            return this;
        }

        /** Changes the settings of the encryption: initial keys, trusted issuers. Further calls add to earlier ones. */
        public Builder encryption(UnaryOperator<EncryptionService.Builder> settings) {
            Objects.requireNonNull(settings, "settings");
            UnaryOperator<EncryptionService.Builder> before = encryption;
            encryption = builder -> settings.apply(before.apply(builder));
            return this;
        }

        /** Uses the encryption of another client, with the Ministry's keys that it knows, instead of an own one. */
        public Builder encryption(EncryptionService shared) {
            this.sharedEncryption = Objects.requireNonNull(shared, "shared");
            return this;
        }

        /**
         * Sets the timeout of one call, including waits and repetitions; 2 min by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = CallScope.positive(timeout);
            return this;
        }

        /**
         * Has all calls of the client ask KSeF for a feature, by the header {@code X-KSeF-Feature}: sign-ins and public calls,
         * too. To ask for one in some calls only, use {@link KsefContextClient#withFeature}.
         *
         * @throws IllegalArgumentException if another one was set: KSeF takes one a request
         */
        public Builder feature(KsefFeature feature) {
            this.headers = headers.with(feature);
            return this;
        }

        /**
         * Has TEST answer all calls of the client with a warning, by the header {@code X-Test-System-Warning}. Other
         * environments ignore it.
         *
         * @param warning for example {@code [xml-001]: warning}
         * @throws IllegalArgumentException if it is not printable ASCII
         */
        public Builder testSystemWarning(String warning) {
            this.headers = headers.withTestSystemWarning(warning);
            return this;
        }

        /**
         * Adds a listener to the events of the client. A client without one writes its warnings to the log: {@link KsefLogging}
         * at {@code WARNING}. Any listener takes the place of that log, so add a {@link KsefLogging} to keep it.
         */
        public Builder listener(KsefListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets the limiter that keeps calls within KSeF's limits; by default a {@link SlidingRateLimiter} of this client. KSeF
         * counts per address, so the clients of one process should share one. {@link RateLimiter#none()} holds nothing back.
         */
        public Builder rateLimiter(RateLimiter limiter) {
            this.rateLimiter = Objects.requireNonNull(limiter, "rateLimiter");
            return this;
        }

        /** Changes the settings of the default transport: timeouts, proxy, TLS, another HTTP engine. */
        public Builder http(UnaryOperator<FeignTransport.Builder> settings) {
            this.http = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Replaces the default transport. The client has it made when the client is built, with its listeners and its limiter,
         * and closes it. Whether a transport does what it must, {@code TransportContract} of {@code ksef-testkit} tests.
         */
        public Builder transport(TransportFactory transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /** Replaces the default transfers by signed links. The client does not close these. */
        public Builder storage(StorageTransfer storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
            return this;
        }

        /**
         * Sets a check of signed documents before they are sent, since KSeF hardly explains why it refuses one; none by
         * default.
         */
        public Builder xadesCheck(XadesCheck check) {
            this.xadesCheck = Objects.requireNonNull(check, "check");
            return this;
        }

        /** Replaces the default cryptography. */
        public Builder crypto(CryptoEngine crypto) {
            this.crypto = Objects.requireNonNull(crypto, "crypto");
            return this;
        }

        /**
         * Changes the checks of invoices before they are sent. The settings passed in are those of the environment; for example
         * switch rules off, set other limits or schemas. {@code preFlight(PreFlight::off)} checks nothing.
         */
        public Builder preFlight(UnaryOperator<PreFlight> settings) {
            this.preFlight = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Sets how often the client asks what became of an invoice or a session: at intervals that grow from the first to the
         * longest; from 200 ms to 5 s by default. Whoever waits for many invoices at once sets longer ones, since each question
         * counts against KSeF's limits. Waits for a sign-in, a certificate or an invoice of others have intervals of their own.
         *
         * @throws IllegalArgumentException if the first is shorter than a millisecond, or longer than the longest
         */
        public Builder polling(Duration first, Duration longest) {
            this.polling = new PollingIntervals(first, longest);
            return this;
        }

        /** Sets the clock, by which the client also waits. Tests replace it. */
        public Builder time(Time time) {
            this.time = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Creates the client. Makes no network call.
         *
         * @throws IllegalStateException if environment or credentials are missing
         */
        public KsefClient build() {
            return new KsefClient(this);
        }

        /** Returns the default transport; null if both of its parts were replaced. */
        private @Nullable FeignTransport ownTransport(KsefEnvironment to, KsefListener listener, RateLimiter limiter) {
            return transport != null && storage != null
                    ? null
                    : http.apply(FeignTransport.builder(to)
                                    .time(time)
                                    .listener(listener)
                                    .rateLimiter(limiter))
                            .build();
        }

        /** Whoever sets nothing must still see why nothing seems to happen, for example that calls are held back. */
        private List<KsefListener> listeners() {
            return listeners.isEmpty() ? List.of(KsefLogging.toSystemLogger().atLeast(Level.WARNING)) : listeners;
        }

        private static <T> T required(@Nullable T setting, String name) {
            if (setting == null) {
                throw new IllegalStateException("A client needs its " + name + ": call " + name + "(...) first");
            }
            return setting;
        }
    }
}
