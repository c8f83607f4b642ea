package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.call.CallReporter;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.adapter.feign.exchange.CloseSignal;
import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.exchange.JdkHttpEngine;
import dev.ksef.adapter.feign.exchange.SpareUploads;
import dev.ksef.adapter.feign.exchange.UploadEngine;
import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.adapter.feign.proxy.AnswerDecoder;
import dev.ksef.adapter.feign.proxy.CallInvocationHandler;
import dev.ksef.adapter.feign.proxy.ErrorAnswerDecoder;
import dev.ksef.adapter.feign.proxy.OperationContract;
import dev.ksef.adapter.feign.proxy.RequestBodyWriter;
import dev.ksef.adapter.feign.settings.CircuitBreakerSettings;
import dev.ksef.adapter.feign.settings.EngineSettings;
import dev.ksef.adapter.feign.settings.RetrySettings;
import dev.ksef.adapter.feign.settings.TransportSettings;
import dev.ksef.adapter.feign.step.BearerHeaderStep;
import dev.ksef.adapter.feign.step.BearerRenewalStep;
import dev.ksef.adapter.feign.step.CallStep;
import dev.ksef.adapter.feign.step.CircuitBreakerStep;
import dev.ksef.adapter.feign.step.ExchangeStep;
import dev.ksef.adapter.feign.step.RateLimitStep;
import dev.ksef.adapter.feign.step.RedirectStep;
import dev.ksef.adapter.feign.step.RetryStep;
import dev.ksef.adapter.feign.step.SystemWarningStep;
import dev.ksef.adapter.feign.transfer.SignedLinkTransfer;
import dev.ksef.adapter.feign.transfer.StorageHosts;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CallScope;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.time.Time;
import feign.Client;
import feign.Feign;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Transport} over Feign. {@link #open} returns the proxy that Feign makes of an API interface. A call passes the
 * steps of the package {@code step} on its way to the network, in the order that {@code steps} puts them.
 */
public final class FeignTransport implements Transport {

    private final String apiBase;
    private final Feign feign;
    private final ExchangeThreads exchanges;
    private final StorageTransfer storage;
    private final @Nullable JdkHttpEngine ownEngine;
    private final SpareUploads spareUploads;
    private final CloseSignal closing = new CloseSignal();

    private FeignTransport(TransportSettings settings) {
        apiBase = settings.environment().apiBase().toString();
        Client custom = settings.engine().custom();
        ownEngine = custom == null ? new JdkHttpEngine(settings.engine()) : null;
        exchanges = new ExchangeThreads(
                ownEngine == null ? Objects.requireNonNull(custom) : ownEngine.client(), settings.time());
        spareUploads = new SpareUploads(settings.engine());
        ExchangeAttempts attempts = new ExchangeAttempts(settings);
        storage = new SignedLinkTransfer(
                attempts,
                exchanges,
                ownEngine == null ? uploads(custom, spareUploads) : ownEngine.uploads(),
                new StorageHosts(settings.environment().apiBase(), settings.storageHosts()),
                settings.listener(),
                closing);
        JsonCodec json = new JsonCodec(settings.listener());
        var contract = new OperationContract();
        var calls = new CallInvocationHandler.Calls(
                new CallReporter(settings.time(), settings.listener()),
                new RequestBodyWriter(json),
                open(steps(settings, attempts)),
                new AnswerDecoder(json),
                new ErrorAnswerDecoder(settings.time()));
        feign = Feign.builder()
                .contract(contract)
                .invocationHandlerFactory(CallInvocationHandler.factory(contract, calls))
                .build();
    }

    /** A builder of a transport to the given environment. */
    public static Builder builder(KsefEnvironment environment) {
        return new Builder(environment);
    }

    /** An engine that this class does not know takes the body of a request in one piece, as Feign hands it over. */
    private static UploadEngine uploads(@Nullable Client custom, UploadEngine spare) {
        if (custom instanceof OkHttpEngine okHttp) {
            return okHttp.uploads();
        }
        return custom instanceof ApacheEngine apache ? apache.uploads() : spare;
    }

    /** Returns the steps of a call, built from the network outwards. */
    private CallStep steps(TransportSettings settings, ExchangeAttempts attempts) {
        CallStep exchange = new ExchangeStep(attempts, exchanges);
        CallStep redirect = new RedirectStep(limited(exchange, settings));
        CallStep renewal = new BearerRenewalStep(redirect);
        CallStep retry = new RetryStep(renewal, settings, closing);
        return new SystemWarningStep(retry, settings.listener());
    }

    /**
     * The circuit breaker stands within the limit, so that a call that is held back keeps no trial from others, and also in
     * front of it, so that a call that cannot leave is not held back.
     */
    private CallStep limited(CallStep exchange, TransportSettings settings) {
        if (settings.circuitBreaker() == null) {
            return new RateLimitStep(new BearerHeaderStep(exchange), settings, closing);
        }
        var circuit = new CircuitBreakerStep(exchange, settings, settings.circuitBreaker());
        return circuit.inFrontOf(new RateLimitStep(new BearerHeaderStep(circuit), settings, closing));
    }

    private CallStep open(CallStep first) {
        return (request, call) -> {
            closing.refuseIfClosed();
            return first.proceed(request, call);
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a method of the interface is not declared as an operation
     */
    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        closing.refuseIfClosed();
        try {
            return feign.newInstance(new ScopedTarget<>(api, apiBase, scope));
        } catch (IllegalStateException undeclared) {
            throw new IllegalArgumentException(
                    api + " cannot be opened: each of its methods must be declared as an @Operation", undeclared);
        }
    }

    /** Returns the transfer by signed links, on the same engine and with the same settings. It ends with this transport. */
    public StorageTransfer storage() {
        return storage;
    }

    /** Ends all calls and transfers under way, and every wait of theirs. The engine of the user stays open. */
    @Override
    public void close() {
        closing.close();
        exchanges.close();
        spareUploads.close();
        if (ownEngine != null) {
            ownEngine.close();
        }
    }

    /** Collects the settings of a {@link FeignTransport}. The defaults are fit for production. */
    public static final class Builder {

        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofDays(1);

        private final KsefEnvironment environment;
        private final List<KsefListener> listeners = new ArrayList<>();
        private final List<String> storageHosts = new ArrayList<>();
        private Time time = Time.system();
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(60);
        private RateLimiter rateLimiter = RateLimiter.none();
        private int attempts = 4;
        private Duration firstPause = Duration.ofMillis(500);
        private @Nullable CircuitBreakerSettings circuit = CircuitBreakerSettings.DEFAULT;
        private @Nullable Client engine;
        private @Nullable ProxySelector proxy;
        private @Nullable SSLContext tls;

        private Builder(KsefEnvironment environment) {
            this.environment = environment;
        }

        /** Sets the clock, by which also all waiting is done. The clock of this machine by default. */
        public Builder time(Time time) {
            this.time = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Adds a listener. */
        public Builder listener(KsefListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets how long connecting may take, 1 ms to 1 day; 10 s by default. The HTTP engine keeps this time limit, by the
         * clock of this machine.
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = positive(connectTimeout);
            return this;
        }

        /**
         * Sets how long one exchange may take, its body included, 1 ms to 1 day; 60 s by default. For a download by a signed
         * link, or an upload by one, it is the longest wait for the next bytes. A call ends by its deadline, too.
         */
        public Builder readTimeout(Duration readTimeout) {
            this.readTimeout = positive(readTimeout);
            return this;
        }

        /** Sets what holds calls back; nothing by default. Clients of one process should share one. */
        public Builder rateLimiter(RateLimiter rateLimiter) {
            this.rateLimiter = Objects.requireNonNull(rateLimiter, "rateLimiter");
            return this;
        }

        /**
         * Sets how often a call is sent at most: 4 times by default, 1 for never again. A call is sent again if it did not
         * reach KSeF; an operation that may be repeated also if the connection was dropped, or after HTTP 502, 503 or 504.
         * A call that KSeF's limits refused is sent again as often as its deadline allows, whatever is set here.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder attempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("The number of attempts must be at least 1, not " + attempts);
            }
            this.attempts = attempts;
            return this;
        }

        /**
         * Sets the pause before the first repetition, 1 ms to 1 day; 500 ms by default. It varies by half, and the pauses after
         * it double.
         */
        public Builder firstPause(Duration firstPause) {
            this.firstPause = positive(firstPause);
            return this;
        }

        /**
         * Sets when the circuit breaker opens, so that calls fail at once instead of leaving. A call counts as failed if it
         * got no answer or HTTP 5xx. When the time is over three calls leave as trials. By default it opens for 30 s when 50
         * percent of the last 20 calls failed, of 10 at least.
         *
         * @param failurePercent the share of failed calls that opens it, 1 to 100
         * @param lastCalls how many of the last calls the share is taken of
         * @param leastCalls how many calls there must have been before
         * @param open for how long it opens, at least 1 s
         * @throws IllegalArgumentException if one of them is out of its range
         */
        public Builder circuit(int failurePercent, int lastCalls, int leastCalls, Duration open) {
            this.circuit = new CircuitBreakerSettings(failurePercent, lastCalls, leastCalls, open);
            return this;
        }

        /** Switches the circuit breaker off: calls leave, however many fail. */
        public Builder circuitOff() {
            this.circuit = null;
            return this;
        }

        /** Allows signed links to lead to one more host, by HTTPS. They usually lead to the host of the environment. */
        public Builder storageHost(String host) {
            storageHosts.add(Objects.requireNonNull(host, "host"));
            return this;
        }

        /** Sets the proxies of the default engine, and of uploads beside an engine that cannot make them. */
        public Builder proxy(ProxySelector proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /** Sets trusted certificates and client keys of the default engine, and of uploads beside one that cannot make them. */
        public Builder tls(SSLContext tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /**
         * Sets another HTTP engine: {@link OkHttpEngine}, {@link ApacheEngine}, or one of your own. It must honour the given
         * options, and must not follow redirects, repeat requests or keep cookies, since the transport does all that; an
         * invoice could be sent twice otherwise. {@code HttpContract} of {@code ksef-testkit} tests whether it does.
         * Proxy and TLS are settings of that engine then, and its maker closes it. It is called on threads of this transport.
         *
         * <p>Parts of packages are uploaded by {@link OkHttpEngine} and {@link ApacheEngine} themselves. An engine of your own
         * cannot, since Feign hands it the body of a request in one piece: they are uploaded by the JDK's client, with {@link
         * #proxy} and {@link #tls} of this builder.
         *
         * @throws IllegalArgumentException if it is one of Feign's own engines, all of which repeat requests by themselves
         */
        public Builder engine(Client engine) {
            this.engine = RepeatingEngines.refused(Objects.requireNonNull(engine, "engine"));
            return this;
        }

        /**
         * Makes the transport. It opens no connection.
         *
         * @throws IllegalStateException if the application brings a Feign that is too old
         */
        public FeignTransport build() {
            try {
                return new FeignTransport(settings());
            } catch (LinkageError tooOld) {
                throw new IllegalStateException(
                        "The feign-core of this application is too old: let its build take 12.5 or later", tooOld);
            }
        }

        private TransportSettings settings() {
            return new TransportSettings(
                    environment,
                    time,
                    ListenerGroup.of(listeners),
                    rateLimiter,
                    storageHosts,
                    new RetrySettings(attempts, firstPause),
                    circuit,
                    new EngineSettings(engine, connectTimeout, readTimeout, proxy, tls));
        }

        private static Duration positive(Duration duration) {
            if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "A timeout must be between " + SHORTEST + " and " + LONGEST + ", not " + duration);
            }
            return duration;
        }
    }
}
