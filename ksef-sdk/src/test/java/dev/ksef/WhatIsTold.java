package dev.ksef;

import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.adapter.micrometer.KsefObservations;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All that an application can get to see of what happens: events, the log at its finest, meters and observations. */
final class WhatIsTold implements KsefListener {

    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private final Set<String> log = ConcurrentHashMap.newKeySet();
    private final Set<String> observed = ConcurrentHashMap.newKeySet();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KsefLogging logging = KsefLogging.to(new FinestLog());
    private final KsefMeters meters = KsefMeters.of(registry);
    private final KsefObservations observations = KsefObservations.of(observations());

    @Override
    public void on(KsefEvent event) {
        events.add(event.toString());
        logging.on(event);
        meters.on(event);
        observations.on(event);
    }

    Set<String> log() {
        return log;
    }

    /** What everybody may see, and whoever runs the meters must: without contexts and numbers. */
    String meters() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .collect(Collectors.joining("\n"));
    }

    String everything() {
        return String.join("\n", events) + String.join("\n", log) + String.join("\n", observed) + meters();
    }

    private ObservationRegistry observations() {
        ObservationRegistry made = ObservationRegistry.create();
        made.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                for (KeyValue value : context.getAllKeyValues()) {
                    observed.add(value.getKey() + "=" + value.getValue());
                }
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        return made;
    }

    private final class FinestLog implements System.Logger {

        @Override
        public String getName() {
            return "dev.ksef";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            log.add(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            log.add(format);
        }
    }
}
