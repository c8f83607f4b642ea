package dev.ksef.spring.guide;

import dev.ksef.KsefClient;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefNumber;
import dev.ksef.spring.KsefClientCustomizer;
import dev.ksef.spring.KsefSyncRan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** The application of the guide. */
@EnableAutoConfiguration
@Import({SpringInvoicing.Invoicing.class, SpringInvoicing.Purchases.class, SpringInvoicing.Settings.class})
class SpringInvoicing {

    // snippet: service
    @Service
    static class Invoicing {

        private final KsefClient ksef;

        Invoicing(KsefClient ksef) {
            this.ksef = ksef;
        }

        KsefNumber send(String nip, Path invoice) {
            try (var session = ksef.forNip(nip).sessions().openOnline(FormCode.FA_3)) {
                return session.send(invoice).await(Duration.ofMinutes(2)).ksefNumber();
            }
        }
    }
    // end

    @Configuration(proxyBeanMethods = false)
    static class Purchases {

        private final Map<KsefNumber, byte[]> archive = new ConcurrentHashMap<>();

        // snippet: purchases
        @Bean
        SyncConsumer purchases() {
            return invoice -> archive.put(invoice.ksefNumber(), invoice.xml().bytes());
        }

        @EventListener
        void ran(KsefSyncRan run) {
            run.reports().forEach(System.out::println);
        }
        // end

        Map<KsefNumber, byte[]> archive() {
            return archive;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Settings {

        // snippet: customizer
        @Bean
        KsefClientCustomizer schemas(@Value("${invoice-schemas:}") String folder) {
            return client -> client.preFlight(checks -> folder.isEmpty() ? checks : checks.schemas(Path.of(folder)));
        }
        // end
    }
}
