package consumer;

import dev.ksef.KsefClient;
import dev.ksef.adapter.caffeine.CaffeineTokenStore;
import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.adapter.micrometer.KsefObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

/** Signs in both ways, with a store in memory, with meters and with observations. */
public final class AllAdapters {

    private AllAdapters() {}

    public static void main(String... arguments) throws Exception {
        run(new SimpleMeterRegistry(), ObservationRegistry.create());
    }

    static void run(MeterRegistry meters, ObservationRegistry observations) throws Exception {
        observations.observationConfig().observationHandler(context -> true);
        ByToken.run(builder -> settings(builder, meters, observations));
        ByCertificate.run(builder -> settings(builder, meters, observations));
        if (meters.get("ksef.calls").timers().isEmpty()) {
            throw new IllegalStateException("nothing was metered");
        }
    }

    private static KsefClient.Builder settings(
            KsefClient.Builder builder, MeterRegistry meters, ObservationRegistry observations) {
        return builder.listener(KsefMeters.of(meters))
                .listener(KsefObservations.of(observations))
                .tokenStore(CaffeineTokenStore.create());
    }
}
