package dev.ksef;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.domain.BoundTransport;
import dev.ksef.domain.Polling;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.Credentials.TokenCredentials;
import dev.ksef.domain.auth.KsefTokenSignIn;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.crypto.PublicKeys;
import dev.ksef.domain.invoice.InvoiceServices;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightGate;
import dev.ksef.domain.session.SessionServices;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Listeners;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final PublicKeys publicKeys;
    private final EncryptionService encryption;
    private final SessionServices services;
    private final InvoiceServices invoiceServices;
    private final Duration timeout;

    private KsefClient(Builder settings) {
        KsefEnvironment environment = Builder.required(settings.environment, "environment");
        Credentials credentials = Builder.required(settings.credentials, "credentials");
        Time time = settings.time;
        KsefListener listener = Listeners.of(settings.listeners);
        Polling polling = new Polling(time, listener);
        ServerClock clock = new ServerClock(time);
        timeout = settings.timeout;
        ownTransport = settings.ownTransport(environment, listener);
        transport = settings.transport != null ? settings.transport : Builder.required(ownTransport, "transport");
        StorageTransfer storage = settings.storage != null
                ? settings.storage
                : Builder.required(ownTransport, "storage").storage();
        publicKeys = new PublicKeys(transport, clock, time, listener, timeout);
        encryption = new EncryptionService(publicKeys, settings.crypto);
        tokenSignIn = new KsefTokenSignIn(transport, encryption, clock, polling, time, timeout);
        tokens = new TokenProvider(transport, signIn(tokenSignIn, credentials), clock, time, listener, timeout);
        services = new SessionServices(
                environment,
                encryption,
                settings.crypto,
                storage,
                polling,
                clock,
                time,
                listener,
                new PreFlightGate(settings.preFlight.apply(PreFlight.of(environment)), clock, listener));
        invoiceServices = new InvoiceServices(settings.crypto, polling, time, clock);
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
    public KsefView forNip(String nip) {
        return forContext(Nip.of(nip));
    }

    /** What this client can do on behalf of a context. */
    public KsefView forContext(ContextIdentifier context) {
        BoundTransport bound = bound(context, tokens.source(context));
        return new KsefView(() -> bound, services, invoiceServices, tokens);
    }

    /**
     * What this client can do on behalf of whom the current {@link KsefContext} names, asked at each use of the view: APIs
     * and sessions that were taken from it stay with the context they were taken in.
     */
    public KsefView inCurrentContext() {
        return new KsefView(this::boundToCurrentContext, services, invoiceServices, tokens);
    }

    private BoundTransport boundToCurrentContext() {
        KsefContext.Scope entered = KsefContext.scope();
        return bound(entered.context().identifier(), entered.bearerSource(tokens));
    }

    private BoundTransport bound(ContextIdentifier context, BearerSource bearerSource) {
        return new BoundTransport(transport, CallScope.of(context, bearerSource, timeout));
    }

    /** A live API for public calls, which carry no bearer. */
    public <A> A open(Class<A> api) {
        return transport.open(api, CallScope.anonymous(timeout));
    }

    /** The steps of a sign-in with a KSeF token, for those who make them one by one. */
    public KsefTokenSignIn tokenSignIn() {
        return tokenSignIn;
    }

    /** Encryption for KSeF, for those who make requests of their own. */
    public EncryptionService encryption() {
        return encryption;
    }

    /** The Ministry's public keys. */
    public PublicKeys publicKeys() {
        return publicKeys;
    }

    private static SignIn signIn(KsefTokenSignIn byToken, Credentials credentials) {
        if (credentials instanceof TokenCredentials token) {
            return (context, deadline) -> byToken.signIn(context, token.token(), deadline);
        }
        throw new IllegalArgumentException("No way is known to sign in with " + credentials);
    }

    /** Ends the client's threads and connections. Sessions of KSeF stay as they are: close those first. */
    @Override
    public void close() {
        if (ownTransport != null) {
            ownTransport.close();
        }
    }

    /** Where it leads; nothing of what it signs in with. */
    @Override
    public String toString() {
        return "KSeF client for " + services.environment();
    }

    /** Collects the settings of a {@link KsefClient}. */
    public static final class Builder {

        private final List<KsefListener> listeners = new ArrayList<>();
        private @Nullable KsefEnvironment environment;
        private @Nullable Credentials credentials;
        private @Nullable Transport transport;
        private @Nullable StorageTransfer storage;
        private CryptoEngine crypto = new JdkCryptoEngine();
        private UnaryOperator<FeignTransport.Builder> http = UnaryOperator.identity();
        private UnaryOperator<PreFlight> preFlight = UnaryOperator.identity();
        private Time time = Time.system();
        private Duration timeout = Duration.ofMinutes(2);

        private Builder() {}

        /** Which KSeF to talk to. */
        public Builder environment(KsefEnvironment environment) {
            this.environment = environment;
            return this;
        }

        /** What to sign in with. */
        public Builder credentials(Credentials credentials) {
            this.credentials = credentials;
            return this;
        }

        /** How long one call may take, waits and repetitions included; 2 min by default. */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("A timeout must be positive, not " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /** One more listener to what happens inside. */
        public Builder listener(KsefListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Settings of the default transport: timeouts, proxy, TLS, another HTTP engine. */
        public Builder http(UnaryOperator<FeignTransport.Builder> settings) {
            this.http = settings;
            return this;
        }

        /** Another transport in place of the default one; whoever made it closes it. */
        public Builder transport(Transport transport) {
            this.transport = transport;
            return this;
        }

        /** Other transfers by signed links in place of the default ones; whoever made them ends them. */
        public Builder storage(StorageTransfer storage) {
            this.storage = storage;
            return this;
        }

        /** Other cryptography in place of the default one. */
        public Builder crypto(CryptoEngine crypto) {
            this.crypto = crypto;
            return this;
        }

        /**
         * What is asked of invoices before they leave, made of what the environment asks: rules off, other limits, schemas.
         * {@code preFlight(PreFlight::off)} asks nothing.
         */
        public Builder preFlight(UnaryOperator<PreFlight> settings) {
            this.preFlight = settings;
            return this;
        }

        /** The clock and the place to wait; tests move it. */
        public Builder time(Time time) {
            this.time = time;
            return this;
        }

        /**
         * The client. No call is made.
         *
         * @throws IllegalStateException if environment or credentials are missing
         */
        public KsefClient build() {
            return new KsefClient(this);
        }

        /** The default transport, where something is left for it to do. */
        private @Nullable FeignTransport ownTransport(KsefEnvironment to, KsefListener listener) {
            return transport != null && storage != null
                    ? null
                    : http.apply(FeignTransport.builder(to).time(time).listener(listener))
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
