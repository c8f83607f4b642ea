package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.KsefClient;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/** Starts that fail halfway, and ends in the middle of work. */
@ExtendWith(SimulatorExtension.class)
class ShutdownTest {

    private final List<Object> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch handedOut = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /** Nobody can close what did not start: Spring does, and nothing goes on. */
    @Test
    void startThatFailsAfterTheSyncHasBegun_endsItAndTheClient(KsefSimulator simulator) throws Exception {
        List<KsefClient> clients = new CopyOnWriteArrayList<>();
        syncing(simulator)
                .withBean(KsefClientKeeper.class, () -> new KsefClientKeeper(clients))
                .withBean(
                        "broken",
                        Broken.class,
                        () -> new Broken(handedOut),
                        definition -> definition.setDependsOn("ksefSync"))
                .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining("It did not start"));
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).as("interrupted").isTrue();
        assertThat(clients)
                .singleElement()
                .satisfies(client -> assertThatThrownBy(() -> client.forNip(simulator.nip())
                                .open(LimitApi.class)
                                .context())
                        .hasMessageContaining("closed"));
        assertThat(failures).isEmpty();
    }

    @Test
    void shutdownWhileAnInvoiceIsHandedOut_endsTheSyncAndIsNoFailure(KsefSimulator simulator) throws Exception {
        syncing(simulator)
                .run(context -> assertThat(handedOut.await(1, TimeUnit.MINUTES)).isTrue());
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).as("interrupted").isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void applicationsThatRunTogether_haveAClientEach(KsefSimulator simulator) {
        TestClient.on(simulator).run(one -> {
            TestClient.on(simulator).run(other -> {
                assertThat(other.getBean(KsefClient.class)).isNotSameAs(one.getBean(KsefClient.class));
                limits(other.getBean(KsefClient.class), simulator);
            });
            limits(one.getBean(KsefClient.class), simulator);
        });
    }

    private static void limits(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }

    private ApplicationContextRunner syncing(KsefSimulator simulator) {
        Instant now = Instant.now();
        simulator
                .invoices()
                .store(
                        3,
                        simulator.nip(),
                        "1111111111",
                        now.minus(Duration.ofHours(2)),
                        now.minus(Duration.ofHours(1)));
        return TestClient.on(simulator)
                .withConfiguration(AutoConfigurations.of(KsefWorkAutoConfiguration.class))
                .withPropertyValues(
                        "ksef.sync.enabled=true",
                        "ksef.sync.from="
                                + LocalDate.now(ZoneId.of("Europe/Warsaw")).minusDays(2),
                        "ksef.sync.subjects=seller")
                .withBean(Failures.class, () -> new Failures(failures))
                .withBean(SyncConsumer.class, () -> invoice -> stayUntilInterrupted());
    }

    private void stayUntilInterrupted() {
        handedOut.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException end) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private record Failures(List<Object> told) {

        @EventListener
        void failed(KsefWorkFailed event) {
            told.add(event);
        }
    }

    private record KsefClientKeeper(List<KsefClient> clients) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof KsefClient client) {
                clients.add(client);
            }
            return bean;
        }
    }

    /** Starts after the synchronisation, and fails. */
    private record Broken(CountDownLatch after) implements SmartLifecycle {

        @Override
        public void start() {
            try {
                assertThat(after.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException end) {
                throw new IllegalStateException(end);
            }
            throw new IllegalStateException("It did not start");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE;
        }
    }
}
