package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.call.CallOptions;
import dev.ksef.adapter.feign.call.CallReporter;
import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.adapter.feign.exchange.CloseSignal;
import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.exchange.JdkHttpEngine;
import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.adapter.feign.proxy.AnswerDecoder;
import dev.ksef.adapter.feign.proxy.CachedContract;
import dev.ksef.adapter.feign.proxy.CallInvocationHandler;
import dev.ksef.adapter.feign.proxy.ErrorAnswerDecoder;
import dev.ksef.adapter.feign.proxy.OperationContract;
import dev.ksef.adapter.feign.proxy.QueryRecordEncoder;
import dev.ksef.adapter.feign.proxy.RequestBodyEncoder;
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
import feign.Logger;
import feign.RequestTemplate;
import feign.Retryer;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Transport} over Feign. The proxies that Feign makes of the API interfaces are what {@link #open} returns:
 * nothing stands between them and the caller but the translation of failures.
 */
public final class FeignTransport implements Transport {

    private final String apiBase;
    private final Feign feign;
    private final ExchangeThreads exchanges;
    private final StorageTransfer storage;
    private final @Nullable JdkHttpEngine ownEngine;
    private final CloseSignal closing = new CloseSignal();

    private FeignTransport(TransportSettings settings) {
        apiBase = settings.environment().apiBase().toString();
        Client custom = settings.engine().custom();
        ownEngine = custom == null ? new JdkHttpEngine(settings.engine()) : null;
        exchanges = new ExchangeThreads(
                ownEngine == null ? Objects.requireNonNull(custom) : ownEngine.client(), settings.time());
        ExchangeAttempts attempts = new ExchangeAttempts(settings);
        storage = new SignedLinkTransfer(
                attempts,
                exchanges,
                new StorageHosts(settings.environment().apiBase(), settings.storageHosts()),
                settings.listener(),
                closing);
        JsonCodec json = new JsonCodec(settings.listener());
        feign = Feign.builder()
                .contract(new CachedContract(new OperationContract()))
                .queryMapEncoder(new QueryRecordEncoder())
                .client(client(steps(settings, attempts)))
                .encoder(new RequestBodyEncoder(json))
                .decoder(new AnswerDecoder(json))
                .errorDecoder(new ErrorAnswerDecoder(settings.time()))
                .requestInterceptor(FeignTransport::askForProblemDetails)
                .invocationHandlerFactory(
                        CallInvocationHandler.of(new CallReporter(settings.time(), settings.listener())))
                .retryer(Retryer.NEVER_RETRY)
                .logLevel(Logger.Level.NONE)
                .decodeVoid()
                .build();
    }

    /** Settings for a transport to the given environment. */
    public static Builder builder(KsefEnvironment environment) {
        return new Builder(environment);
    }

    /** The order of what happens to a call, outermost first. */
    private CallStep steps(TransportSettings settings, ExchangeAttempts attempts) {
        CallStep exchange = new ExchangeStep(attempts, exchanges);
        CallStep following = new RedirectStep(limited(exchange, settings));
        CallStep authorised = new BearerRenewalStep(following);
        CallStep repeated = new RetryStep(authorised, settings, closing);
        return new SystemWarningStep(repeated, settings.listener());
    }

    /** A call that is held back holds no trial of the circuit meanwhile, and one that could not leave is not held back. */
    private CallStep limited(CallStep exchange, TransportSettings settings) {
        if (settings.circuitBreaker() == null) {
            return new RateLimitStep(new BearerHeaderStep(exchange), settings, closing);
        }
        var circuit = new CircuitBreakerStep(exchange, settings, settings.circuitBreaker());
        return circuit.around(new RateLimitStep(new BearerHeaderStep(circuit), settings, closing));
    }

    private Client client(CallStep first) {
        return (request, options) -> {
            closing.refuseIfClosed();
            OperationCall call = CallOptions.of(options);
            ScopedTarget.mark(request, call);
            return first.proceed(request, call);
        };
    }

    private static void askForProblemDetails(RequestTemplate template) {
        template.header("X-Error-Format", "problem-details");
    }

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

    /** Transfers by signed links, on the same engine and with the same settings. They end with this transport. */
    public StorageTransfer storage() {
        return storage;
    }

    @Override
    public void close() {
        closing.close();
        exchanges.close();
        if (ownEngine != null) {
            ownEngine.close();
        }
    }

    /** Collects the settings of a {@link FeignTransport}. What is not set has a default fit for production. */
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
        private @Nullable CircuitBreakerSettings circuit = CircuitBreakerSettings.USUAL;
        private @Nullable Client engine;
        private @Nullable ProxySelector proxy;
        private @Nullable SSLContext tls;

        private Builder(KsefEnvironment environment) {
            this.environment = environment;
        }

        /** The clock and the place to wait. */
        public Builder time(Time time) {
            this.time = Objects.requireNonNull(time, "time");
            return this;
        }

        /** One more listener. */
        public Builder listener(KsefListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** How long connecting may take; 10 s by default. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = positive(connectTimeout);
            return this;
        }

        /** How long one exchange may take, its body included; 60 s by default. The call's deadline comes on top. */
        public Builder readTimeout(Duration readTimeout) {
            this.readTimeout = positive(readTimeout);
            return this;
        }

        /** What holds calls back; nothing by default. Clients of one process should share one. */
        public Builder rateLimiter(RateLimiter rateLimiter) {
            this.rateLimiter = rateLimiter;
            return this;
        }

        /**
         * How often a call is made at most that may be repeated and finds nobody, or HTTP 502, 503 or 504; 4 by default, 1
         * for never again. What KSeF's limits refuse is made again as often as the deadline allows, whatever is set here.
         */
        public Builder attempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("A call is made once at least, not " + attempts + " times");
            }
            this.attempts = attempts;
            return this;
        }

        /** The pause before the first repetition, up to half of it more or less; those after it double. 500 ms by default. */
        public Builder firstPause(Duration firstPause) {
            this.firstPause = positive(firstPause);
            return this;
        }

        /**
         * When no more calls leave, but fail at once: for the given time, if so many of the last calls failed by which there
         * was no answer or HTTP 5xx. After that three calls leave, to see. By default 50 percent of 20, at least 10, for 30 s.
         *
         * @param failurePercent the share of them, 1 to 100
         * @param leastCalls how many there must have been
         */
        public Builder circuit(int failurePercent, int lastCalls, int leastCalls, Duration open) {
            this.circuit = new CircuitBreakerSettings(failurePercent, lastCalls, leastCalls, open);
            return this;
        }

        /** Calls leave, however many fail. */
        public Builder circuitOff() {
            this.circuit = null;
            return this;
        }

        /** One more host that signed links may lead to by HTTPS; they usually lead to the environment's own. */
        public Builder storageHost(String host) {
            storageHosts.add(host);
            return this;
        }

        /** The way out to the network, for the default engine. */
        public Builder proxy(ProxySelector proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /** Trusted certificates and client keys, for the default engine. */
        public Builder tls(SSLContext tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /**
         * Another HTTP engine. It must honour the given options, follow no redirect, repeat nothing and keep no cookies,
         * since all that is done here. OkHttp repeats an HTTP 503 with {@code Retry-After: 0} whatever its settings:
         * a network interceptor must take that header out. The engine's own settings take the place of proxy and TLS here, and whoever made it closes
         * it. It is called on threads of this transport.
         */
        public Builder engine(Client engine) {
            this.engine = Objects.requireNonNull(engine, "engine");
            return this;
        }

        /** The transport. No connection is opened. */
        public FeignTransport build() {
            return new FeignTransport(new TransportSettings(
                    environment,
                    time,
                    ListenerGroup.of(listeners),
                    rateLimiter,
                    storageHosts,
                    new RetrySettings(attempts, firstPause),
                    circuit,
                    new EngineSettings(engine, connectTimeout, readTimeout, proxy, tls)));
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
