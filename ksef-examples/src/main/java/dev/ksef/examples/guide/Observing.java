package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefLogging;
import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.adapter.micrometer.KsefObservations;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Consumer;

/** The snippets of "See what happens". */
public final class Observing {

    private Observing() {}

    /** With a log. */
    public static KsefClient.Builder logged(KsefClient.Builder settings) {
        // snippet: logging
        settings.listener(KsefLogging.toSystemLogger());
        // end
        return settings;
    }

    /** With a log that shows whom it is about. */
    public static KsefClient.Builder loggedInFull(KsefClient.Builder settings) {
        // snippet: fullContexts
        settings.listener(KsefLogging.toSystemLogger().withFullContexts());
        // end
        return settings;
    }

    /** With meters. */
    public static KsefClient.Builder metered(KsefClient.Builder settings, MeterRegistry registry) {
        // snippet: meters
        settings.listener(KsefMeters.of(registry));
        // end
        return settings;
    }

    /** With observations. */
    public static KsefClient.Builder observed(KsefClient.Builder settings, ObservationRegistry observationRegistry) {
        // snippet: observations
        settings.listener(KsefObservations.of(observationRegistry));
        // end
        return settings;
    }

    /** With a listener of one's own. */
    public static KsefClient.Builder watched(KsefClient.Builder settings, Consumer<String> pager) {
        // snippet: own
        settings.listener(new KsefListener() {
            @Override
            public void onSystemWarning(KsefEvent.SystemWarning event) {
                pager.accept("KSeF warns: " + event.code());
            }

            @Override
            public void onProgress(KsefEvent.Progress event) {
                pager.accept(event.referenceNumber() + ": " + event.done() + " of " + event.total());
            }
        });
        // end
        return settings;
    }
}
