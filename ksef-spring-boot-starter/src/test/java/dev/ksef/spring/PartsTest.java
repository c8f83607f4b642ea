package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
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
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each part of the client that the application has a bean for is taken from there. */
class PartsTest {

    private final List<Class<?>> taken = new ArrayList<>();

    @Test
    void beansOfTheApplication_areTakenForEachPart() {
        Map<Class<?>, Object> parts = new LinkedHashMap<>();
        for (Class<?> type : List.of(
                TokenStore.class,
                KeyStore.class,
                SubmissionJournal.class,
                SyncStateStore.class,
                InvoiceMetadataFormat.class,
                PackageArchiver.class,
                RateLimiter.class,
                StorageTransfer.class,
                XadesCheck.class,
                CryptoEngine.class,
                KsefListener.class,
                TokenListener.class)) {
            parts.put(type, idle(type));
        }
        parts.put(Time.class, Time.system());
        parts.put(KsefEnvironment.class, KsefEnvironment.DEMO);
        parts.put(TransportFactory.class, (TransportFactory)
                (environment, time, listener, limiter) -> (Transport) idle(Transport.class));
        ApplicationContextRunner application = TestClient.usual();
        for (var part : parts.entrySet()) {
            application = with(application, part.getKey(), part.getValue());
        }
        application.run(context -> {
            assertThat(taken).isEmpty();
            assertThat(context.getBean(KsefClient.class)).hasToString("KSeF client for DEMO");
            assertThat(taken).containsExactlyInAnyOrderElementsOf(parts.keySet());
        });
    }

    @SuppressWarnings("unchecked")
    private <T> ApplicationContextRunner with(ApplicationContextRunner application, Class<T> type, Object part) {
        return application.withBean(
                type,
                () -> {
                    taken.add(type);
                    return (T) part;
                },
                definition -> definition.setLazyInit(true));
    }

    private static Object idle(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> null;
                });
    }
}
