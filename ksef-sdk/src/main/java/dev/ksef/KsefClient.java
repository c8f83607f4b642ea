package dev.ksef;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.feign.FeignTransport;
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
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way into KSeF: one client for an environment, used by all threads of an application, closed at its end. Making one
 * touches no network; whatever is wrong there shows at the first call.
 */
public final class KsefClient implements AutoCloseable {

    private final Transport transport;
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
        KsefListener listener = ListenerGroup.of(settings.listeners);
        waits = new ClosableTime(time);
        ServerClock clock = settings.sharedTokens == null ? new ServerClock(time) : settings.sharedTokens.clock();
        timeout = settings.timeout;
        RateLimiter limiter = settings.rateLimiter == null ? SlidingRateLimiter.of(time) : settings.rateLimiter;
        ownTransport = settings.ownTransport(environment, listener, limiter);
        transport = settings.transport != null ? settings.transport : Builder.required(ownTransport, "transport");
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
                clock,
                waits,
                listener);
    }

    /** Settings for a client; environment and credentials are the only ones without a default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What this client can do on behalf of a taxpayer.
     *
     * @throws IllegalArgumentException if it is not a NIP: ten digits without prefix or hyphens
     */
    public KsefContextClient forNip(String nip) {
        return forContext(Nip.of(nip));
    }

    /**
     * What this client can do on behalf of a context.
     *
     * @throws dev.ksef.model.error.KsefException if there are no credentials for it
     */
    public KsefContextClient forContext(ContextIdentifier context) {
        return view(tokens.of(context));
    }

    /** What this client can do on behalf of a context, signing in with the credentials of that name. */
    public KsefContextClient forContext(ContextIdentifier context, CredentialsId credentialsId) {
        return view(tokens.of(context, credentialsId));
    }

    private KsefContextClient view(ContextTokens held) {
        ActingContext acting = ActingContext.with(held, held, timeout);
        return new KsefContextClient(() -> acting, dependencies);
    }

    /**
     * What this client can do on behalf of whom the current {@link KsefContext} names, asked at each use of the view: APIs
     * and sessions that were taken from it stay with the context they were taken in.
     */
    public KsefContextClient inCurrentContext() {
        return new KsefContextClient(this::inScope, dependencies);
    }

    private ActingContext inScope() {
        KsefContext.Scope entered = KsefContext.scope();
        ContextTokens held = entered.tokens(tokens);
        return ActingContext.with(held, entered.bearerSource(held), timeout);
    }

    /** Returns the tokens of all contexts; other clients can share them. */
    public TokenProvider tokens() {
        return tokens;
    }

    /** A live API for public calls, which carry no bearer. */
    public <A> A open(Class<A> api) {
        return transport.open(api, CallScope.anonymous(timeout));
    }

    /** Returns the steps of a sign-in with a KSeF token, for those who make them one by one. */
    public KsefTokenSignIn tokenSignIn() {
        return tokenSignIn;
    }

    /** Returns the steps of a sign-in with a signature, for those who make them one by one or sign elsewhere. */
    public XadesSignIn xadesSignIn() {
        return xadesSignIn;
    }

    /**
     * Finishes a sign-in that {@link XadesSignIn#prepare} began and somebody signed. Its tokens take the place of those that
     * there are for that context, and are refreshed for as long as KSeF allows.
     *
     * @param signed the signed document, byte for byte as it was signed
     * @return what this client can do on behalf of that context
     * @throws dev.ksef.model.error.KsefException if KSeF would or does refuse it, as {@link XadesSignIn#submit} says
     */
    public KsefContextClient signIn(PreparedSignIn prepared, byte[] signed) {
        ContextTokens held = tokens.of(prepared.context());
        held.seed(xadesSignIn.submit(prepared, signed, Deadline.after(timeout, waits)));
        return view(held);
    }

    /** Encryption for KSeF, for those who make requests of their own; other clients can share it. */
    public EncryptionService encryption() {
        return encryption;
    }

    private TokenProvider tokens(Builder settings, ServerClock clock, KsefListener listener) {
        CredentialsProvider credentials = Builder.required(settings.credentials, "credentials");
        String environment =
                Builder.required(settings.environment, "environment").name();
        return settings.tokens
                .apply(TokenProvider.builder(environment, transport, signIn, credentials, clock, settings.time)
                        .listener(listener)
                        .timeout(timeout)
                        .background(background))
                .build();
    }

    /**
     * Ends the client's threads and connections; it waits for nothing, and may be called again, and by any thread. Sessions
     * of KSeF stay as they are: close those first. Clients that share this one's tokens or encryption are closed before it.
     *
     * <p>Calls that are made later throw {@link IllegalStateException}. Those under way end at once: an exchange with {@link
     * dev.ksef.model.error.KsefTransportException}, whose delivery says whether KSeF may have processed it; the wait for
     * something that KSeF does with {@link dev.ksef.model.error.KsefDeadlineException}, whose reference number is what to
     * ask for later.
     */
    @Override
    public void close() {
        waits.close();
        background.close();
        if (ownTransport != null) {
            ownTransport.close();
        }
    }

    /** Where it leads; nothing of what it signs in with. */
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
        private @Nullable Transport transport;
        private @Nullable StorageTransfer storage;
        private @Nullable KeyStore keyStore;
        private @Nullable XadesCheck xadesCheck;
        private @Nullable RateLimiter rateLimiter;
        private CryptoEngine crypto = new JdkCryptoEngine();
        private UnaryOperator<FeignTransport.Builder> http = UnaryOperator.identity();
        private UnaryOperator<PreFlight> preFlight = UnaryOperator.identity();
        private Time time = Time.system();
        private Duration timeout = Duration.ofMinutes(2);

        private Builder() {}

        /** Which KSeF to talk to. */
        public Builder environment(KsefEnvironment environment) {
            this.environment = Objects.requireNonNull(environment, "environment");
            return this;
        }

        /** What to sign in with, for every context. */
        public Builder credentials(Credentials credentials) {
            return credentials(CredentialsProvider.fixed(credentials));
        }

        /** What to sign in with, for each context. */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** Keeps tokens beyond this client's memory, so that a restart does not sign in again; none by default. */
        public Builder tokenStore(TokenStore store) {
            return tokens(settings -> settings.store(store));
        }

        /**
         * Keeps the content keys of open sessions, so that another process can go on with them by their reference number;
         * none by default. A session whose key cannot be kept is not handed out.
         */
        public Builder keyStore(KeyStore store) {
            this.keyStore = Objects.requireNonNull(store, "store");
            return this;
        }

        /** Settings of the tokens: margins, background refresh, store, listeners. Further calls add to earlier ones. */
        public Builder tokens(UnaryOperator<TokenProvider.Builder> settings) {
            Objects.requireNonNull(settings, "settings");
            UnaryOperator<TokenProvider.Builder> before = tokens;
            tokens = builder -> settings.apply(before.apply(builder));
            return this;
        }

        /** The tokens of another client, in place of own ones; no credentials are needed then. */
        public Builder tokens(TokenProvider shared) {
            this.sharedTokens = Objects.requireNonNull(shared, "shared");
            return this;
        }

        /** Settings of the encryption: keys to begin with, whom to trust; further calls add to earlier ones. */
        public Builder encryption(UnaryOperator<EncryptionService.Builder> settings) {
            Objects.requireNonNull(settings, "settings");
            UnaryOperator<EncryptionService.Builder> before = encryption;
            encryption = builder -> settings.apply(before.apply(builder));
            return this;
        }

        /** The encryption of another client, with its knowledge of the Ministry's keys, in place of an own one. */
        public Builder encryption(EncryptionService shared) {
            this.sharedEncryption = Objects.requireNonNull(shared, "shared");
            return this;
        }

        /**
         * How long one call may take, waits and repetitions included; 2 min by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = CallScope.positive(timeout);
            return this;
        }

        /** One more listener to what happens inside. */
        public Builder listener(KsefListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * What holds calls back, so that KSeF need not; by default a {@link SlidingRateLimiter} of this client. KSeF counts by
         * address: clients of one process should share one. {@link RateLimiter#none()} holds nothing back.
         */
        public Builder rateLimiter(RateLimiter limiter) {
            this.rateLimiter = Objects.requireNonNull(limiter, "rateLimiter");
            return this;
        }

        /** Settings of the default transport: timeouts, proxy, TLS, another HTTP engine. */
        public Builder http(UnaryOperator<FeignTransport.Builder> settings) {
            this.http = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Another transport in place of the default one; whoever made it closes it. */
        public Builder transport(Transport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /** Other transfers by signed links in place of the default ones; whoever made them ends them. */
        public Builder storage(StorageTransfer storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
            return this;
        }

        /** Looks at signed documents before they leave for KSeF, which hardly says why it refuses one; none by default. */
        public Builder xadesCheck(XadesCheck check) {
            this.xadesCheck = Objects.requireNonNull(check, "check");
            return this;
        }

        /** Other cryptography in place of the default one. */
        public Builder crypto(CryptoEngine crypto) {
            this.crypto = Objects.requireNonNull(crypto, "crypto");
            return this;
        }

        /**
         * What is asked of invoices before they leave, made of what the environment asks: rules off, other limits, schemas.
         * {@code preFlight(PreFlight::off)} asks nothing.
         */
        public Builder preFlight(UnaryOperator<PreFlight> settings) {
            this.preFlight = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** The clock and the place to wait; tests move it. */
        public Builder time(Time time) {
            this.time = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Returns the client. No call is made.
         *
         * @throws IllegalStateException if environment or credentials are missing
         */
        public KsefClient build() {
            return new KsefClient(this);
        }

        /** Returns the default transport, where something is left for it to do. */
        private @Nullable FeignTransport ownTransport(KsefEnvironment to, KsefListener listener, RateLimiter limiter) {
            return transport != null && storage != null
                    ? null
                    : http.apply(FeignTransport.builder(to)
                                    .time(time)
                                    .listener(listener)
                                    .rateLimiter(limiter))
                            .build();
        }

        private static <T> T required(@Nullable T setting, String name) {
            if (setting == null) {
                throw new IllegalStateException("A client needs its " + name + ": call " + name + "(...) first");
            }
            return setting;
        }
    }
}
