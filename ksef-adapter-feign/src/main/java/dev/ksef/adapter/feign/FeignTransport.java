package dev.ksef.adapter.feign;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.ClosableTime;
import dev.ksef.port.ClosedException;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Listeners;
import dev.ksef.port.Replay;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
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
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Transport} over Feign. The proxies that Feign makes of the API interfaces are what {@link #open} returns:
 * nothing stands between them and the caller but the translation of failures.
 */
public final class FeignTransport implements Transport {

    private final String apiBase;
    private final Feign feign;
    private final Exchanges exchanges;
    private final StorageTransfer storage;
    private final @Nullable JdkEngine ownEngine;
    private final AtomicLong calls = new AtomicLong();
    private final ClosableTime time;
    private volatile boolean closed;

    private FeignTransport(Builder settings) {
        KsefListener listener = Listeners.of(settings.listeners);
        time = new ClosableTime(settings.time);
        apiBase = settings.environment.apiBase().toString();
        ownEngine = settings.engine == null ? new JdkEngine(settings) : null;
        exchanges = new Exchanges(ownEngine == null ? Objects.requireNonNull(settings.engine) : ownEngine.client());
        Attempts attempts = new Attempts(settings, listener);
        storage = new SignedLinkTransfer(
                attempts,
                exchanges,
                new StorageHosts(settings.environment.apiBase(), settings.storageHosts),
                listener,
                this::refuseIfClosed);
        Json json = new Json(listener);
        feign = Feign.builder()
                .contract(new CachedContract(new OperationContract()))
                .queryMapEncoder(new QueryRecords())
                .client(client(steps(settings, attempts, listener)))
                .encoder(new Bodies(json))
                .decoder(new AnswerDecoder(json))
                .errorDecoder(new ErrorAnswers(settings.time))
                .requestInterceptor(FeignTransport::askForProblemDetails)
                .invocationHandlerFactory(Edge.FACTORY)
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
    private Step steps(Builder settings, Attempts attempts, KsefListener listener) {
        Step exchange = new Engine(attempts, exchanges);
        Step insisting = new DroppedConnectionRetry(exchange, listener);
        Step following = new Redirects(insisting);
        Step authorised = new Authorisation(following);
        Step retried = new RateLimitRetry(authorised, time, listener);
        return new CallEvents(retried, listener);
    }

    private Client client(Step first) {
        return (request, options) -> {
            refuseIfClosed();
            Call call = Call.of(request, time, calls.incrementAndGet());
            try {
                return first.proceed(request, call);
            } catch (ClosedException closing) {
                throw givenUp(call, closing);
            }
        };
    }

    /** A call that must not be repeated waits only for what was not processed, whatever it waits for. */
    private static KsefTransportException givenUp(Call call, ClosedException closing) {
        boolean notSent = call.operation().replay() == Replay.ONCE;
        return new KsefTransportException(
                call.name() + " was given up while it waited, since the client was closed; "
                        + (notSent ? "it was not processed" : "whether KSeF processed it is not known"),
                notSent ? Delivery.NOT_SENT : Delivery.UNKNOWN,
                closing);
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new ClosedException("The transport was closed");
        }
    }

    private static void askForProblemDetails(RequestTemplate template) {
        template.header("X-Error-Format", "problem-details");
    }

    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        refuseIfClosed();
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
        closed = true;
        time.close();
        exchanges.close();
        if (ownEngine != null) {
            ownEngine.close();
        }
    }

    /** Collects the settings of a {@link FeignTransport}. What is not set has a default fit for production. */
    public static final class Builder {

        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofDays(1);

        final KsefEnvironment environment;
        final List<KsefListener> listeners = new ArrayList<>();
        final List<String> storageHosts = new ArrayList<>();
        Time time = Time.system();
        Duration connectTimeout = Duration.ofSeconds(10);
        Duration readTimeout = Duration.ofSeconds(60);

        @Nullable
        Client engine;

        @Nullable
        ProxySelector proxy;

        @Nullable
        SSLContext tls;

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
         * since all that is done here; its own settings take the place of proxy and TLS here, and whoever made it closes
         * it. It is called on threads of this transport.
         */
        public Builder engine(Client engine) {
            this.engine = Objects.requireNonNull(engine, "engine");
            return this;
        }

        /** The transport. No connection is opened. */
        public FeignTransport build() {
            return new FeignTransport(this);
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
