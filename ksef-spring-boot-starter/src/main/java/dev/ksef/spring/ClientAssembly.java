package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.KsefLogging;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.TransportFactory;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** Makes the client of the properties, then of the beans that replace a part of it, then of the customizers. */
final class ClientAssembly {

    private final KsefProperties properties;
    private final Environment environment;
    private final BeanFactory beans;
    private final KsefClient.Builder client = KsefClient.builder();

    ClientAssembly(KsefProperties properties, Environment environment, BeanFactory beans) {
        this.properties = properties;
        this.environment = environment;
        this.beans = beans;
    }

    KsefClient client() {
        configure();
        credentials();
        List<KsefListener> listeners = listeners();
        listeners.forEach(client::listener);
        beans.getBeanProvider(TokenListener.class)
                .orderedStream()
                .forEach(each -> client.tokens(tokens -> tokens.tokenListener(each)));
        limits(listeners);
        replace();
        beans.getBeanProvider(KsefClientCustomizer.class).orderedStream().forEach(each -> each.customize(client));
        return client.build();
    }

    private void configure() {
        KsefProperties.Polling polling = properties.polling();
        client.environment(beans.getBean(KsefEnvironment.class))
                .timeout(properties.timeout())
                .polling(polling.first(), polling.longest())
                .keepEndedSubmissions(properties.submissions().keepEnded())
                .http(this::http);
        if (BackgroundWork.isVirtual(environment)) {
            client.tokens(tokens -> tokens.background(BackgroundWork.executor(environment)));
        }
    }

    private FeignTransport.Builder http(FeignTransport.Builder transport) {
        KsefProperties.Http http = properties.http();
        transport
                .connectTimeout(http.connectTimeout())
                .readTimeout(http.readTimeout())
                .attempts(http.attempts());
        http.storageHosts().forEach(transport::storageHost);
        String bundle = http.sslBundle();
        if (bundle != null) {
            transport.tls(BundleSigner.find(
                            "ksef.http.ssl-bundle",
                            bundle,
                            () -> beans.getBeanProvider(SslBundles.class).getIfAvailable())
                    .createSslContext());
        }
        return transport;
    }

    /** The client tells its listeners what its own limiter does; with a ledger, the limiter has to tell them by itself. */
    private void limits(List<KsefListener> listeners) {
        if (!properties.limits().enabled()) {
            client.rateLimiter(RateLimiter.none());
            return;
        }
        Time time = beans.getBeanProvider(Time.class).getIfAvailable(Time::system);
        beans.getBeanProvider(CallLedger.class)
                .ifAvailable(ledger -> client.rateLimiter(SlidingRateLimiter.of(time)
                        .sharedThrough(ledger, properties.limits().nodes(), new AllListeners(listeners))));
    }

    private record AllListeners(List<KsefListener> each) implements KsefListener {

        @Override
        public void on(KsefEvent event) {
            for (KsefListener listener : each) {
                try {
                    listener.on(event);
                } catch (RuntimeException contained) {
                    // As the client does: what one listener throws is no matter of the others.
                }
            }
        }
    }

    /** A bean of one's own takes the place of the configured ones, which do not exist then. */
    private void credentials() {
        Credentials fixed = beans.getBeanProvider(Credentials.class).getIfAvailable();
        if (fixed == null) {
            client.credentials(beans.getBean(CredentialsProvider.class));
        } else {
            client.credentials(fixed);
        }
    }

    private void replace() {
        use(TokenStore.class, client::tokenStore);
        use(KeyStore.class, client::keyStore);
        use(SubmissionJournal.class, client::journal);
        use(SyncStateStore.class, client::syncStates);
        use(InvoiceMetadataFormat.class, client::metadataFormat);
        use(PackageArchiver.class, client::archiver);
        use(RateLimiter.class, client::rateLimiter);
        use(TransportFactory.class, client::transport);
        use(StorageTransfer.class, client::storage);
        use(XadesCheck.class, client::xadesCheck);
        use(CryptoEngine.class, client::crypto);
        use(Time.class, client::time);
    }

    private <T> void use(Class<T> type, Consumer<T> setting) {
        beans.getBeanProvider(type).ifAvailable(setting);
    }

    /** A client with a listener writes no log by itself. Which lines are written is a matter of the logger's level. */
    private List<KsefListener> listeners() {
        List<KsefListener> listeners = new ArrayList<>();
        if (beans.getBeanProvider(KsefLogging.class).stream().findAny().isEmpty()) {
            listeners.add(KsefLogging.toSystemLogger());
        }
        beans.getBeanProvider(KsefListener.class).orderedStream().forEach(listeners::add);
        return listeners;
    }
}
