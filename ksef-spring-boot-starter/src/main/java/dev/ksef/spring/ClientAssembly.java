package dev.ksef.spring;

import dev.ksef.KsefClient;
import dev.ksef.KsefLogging;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.TransportFactory;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Time;
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
        replace();
        listen();
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
        if (!properties.limits().enabled()) {
            client.rateLimiter(RateLimiter.none());
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
    private void listen() {
        if (beans.getBeanProvider(KsefLogging.class).stream().findAny().isEmpty()) {
            client.listener(KsefLogging.toSystemLogger());
        }
        beans.getBeanProvider(KsefListener.class).orderedStream().forEach(client::listener);
        beans.getBeanProvider(TokenListener.class)
                .orderedStream()
                .forEach(each -> client.tokens(tokens -> tokens.tokenListener(each)));
    }
}
