package dev.ksef.spring;

import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.adapter.micrometer.KsefObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Adds our meters and observations to the registries of the application, if it has any when the client is made. */
@AutoConfiguration(after = KsefAutoConfiguration.class)
@ConditionalOnClass({KsefMeters.class, MeterRegistry.class, ObservationRegistry.class})
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefMeteringAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty(name = "ksef.metering.meters", matchIfMissing = true)
    KsefClientCustomizer ksefMeters(ObjectProvider<MeterRegistry> registry) {
        return client -> registry.ifUnique(meters -> client.listener(KsefMeters.of(meters)));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty(name = "ksef.metering.observations", matchIfMissing = true)
    KsefClientCustomizer ksefObservations(ObjectProvider<ObservationRegistry> registry) {
        return client -> registry.ifUnique(observed -> client.listener(KsefObservations.of(observed)));
    }
}
