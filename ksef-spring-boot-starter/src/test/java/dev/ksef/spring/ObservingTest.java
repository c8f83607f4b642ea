package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.adapter.micrometer.KsefObservations;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The registries of the application are told of each call, once. */
@ExtendWith(SimulatorExtension.class)
class ObservingTest {

    private final TestObservationRegistry observations = TestObservationRegistry.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void call_isObservedBelowWhatTheApplicationObserves(KsefSimulator simulator) {
        application(simulator)
                .run(context -> Observation.createNotStarted("of-the-application", observations)
                        .observe(() -> limits(context.getBean(KsefClient.class), simulator)));
        TestObservationRegistryAssert.assertThat(observations)
                .hasObservationWithNameEqualTo("ksef.call")
                .that()
                .hasParentObservationContextMatching(parent -> "of-the-application".equals(parent.getName()))
                .hasBeenStopped();
        assertThat(limitCalls()).isEqualTo(1);
    }

    @Test
    void metersAndObservationsOfTheApplication_takeThePlaceOfOurs(KsefSimulator simulator) {
        application(simulator)
                .withBean(KsefMeters.class, () -> KsefMeters.of(meters))
                .withBean(KsefObservations.class, () -> KsefObservations.of(observations))
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(limitCalls()).as("not told twice").isEqualTo(1);
        TestObservationRegistryAssert.assertThat(observations)
                .hasNumberOfObservationsWithNameEqualTo("ksef.call", (int) meters.get("ksef.calls").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum());
    }

    @Test
    void severalRegistries_areNoneThatIsMeant(KsefSimulator simulator) {
        application(simulator)
                .withBean("other", MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(meters.getMeters()).isEmpty();
    }

    private long limitCalls() {
        return meters.get("ksef.calls").timers().stream()
                .filter(timer -> timer.getId().getTags().stream()
                        .anyMatch(tag -> tag.getValue().contains("limits/context")
                                || tag.getValue().contains("LimitApi.context")))
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private ApplicationContextRunner application(KsefSimulator simulator) {
        return TestClient.on(simulator)
                .withConfiguration(AutoConfigurations.of(KsefMeteringAutoConfiguration.class))
                .withBean("meters", MeterRegistry.class, () -> meters)
                .withBean("observations", ObservationRegistry.class, () -> observations);
    }

    private static void limits(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }
}
