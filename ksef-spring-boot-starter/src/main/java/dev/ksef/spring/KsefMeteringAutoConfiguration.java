package dev.ksef.spring;

import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.adapter.micrometer.KsefObservations;
import dev.ksef.port.event.KsefListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Adds our meters and observations to the registries of the application, if it has any when the client is made. The registries
 * come from auto-configurations whose names differ between the versions of Boot, so that no condition can ask for them.
 */
@AutoConfiguration(after = KsefAutoConfiguration.class)
@ConditionalOnClass({KsefMeters.class, MeterRegistry.class, ObservationRegistry.class})
@ConditionalOnProperty(name = "ksef.enabled", matchIfMissing = true)
class KsefMeteringAutoConfiguration {

    private static final KsefListener NONE = new KsefListener() {};

    @Bean
    @Lazy
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean(KsefMeters.class)
    @ConditionalOnProperty(name = "ksef.metering.meters", matchIfMissing = true)
    KsefListener ksefMeters(ObjectProvider<MeterRegistry> registry) {
        MeterRegistry found = registry.getIfUnique();
        return found == null ? NONE : KsefMeters.of(found);
    }

    @Bean
    @Lazy
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean(KsefObservations.class)
    @ConditionalOnProperty(name = "ksef.metering.observations", matchIfMissing = true)
    KsefListener ksefObservations(ObjectProvider<ObservationRegistry> registry) {
        ObservationRegistry found = registry.getIfUnique();
        return found == null ? NONE : KsefObservations.of(found);
    }
}
