package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/** What runs beside the application's own work: it begins and ends with the application, in order. */
@ExtendWith(SimulatorExtension.class)
class WorkTest {

    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);

    @Test
    void sync_handsWhatIsThereToTheBean_andTellsTheApplication(KsefSimulator simulator) {
        List<String> numbers = fill(simulator);
        List<String> taken = new CopyOnWriteArrayList<>();
        syncing(simulator)
                .withBean(
                        SyncConsumer.class,
                        () -> invoice -> taken.add(invoice.ksefNumber().value()))
                .run(context -> {
                    await(told);
                    assertThat(taken).containsExactlyInAnyOrderElementsOf(numbers);
                    assertThat(context.getBean(SyncLifecycle.class).isRunning()).isTrue();
                });
        assertThat(events)
                .first()
                .isInstanceOfSatisfying(
                        KsefSyncRan.class,
                        ran -> assertThat(ran.reports())
                                .singleElement()
                                .satisfies(report ->
                                        assertThat(report.orThrow().handedOut()).isEqualTo(3)));
    }

    @Test
    void sync_withoutABean_storesInTheFolder(KsefSimulator simulator, @TempDir Path folder) throws Exception {
        fill(simulator);
        syncing(simulator).withPropertyValues("ksef.sync.folder=" + folder).run(context -> await(told));
        try (var files = Files.list(folder.resolve(simulator.nip()))) {
            assertThat(files.filter(file -> file.toString().endsWith(".xml"))).hasSize(3);
        }
    }

    @Test
    void sync_withNobodyToTakeInvoices_endsTheStart(KsefSimulator simulator) {
        syncing(simulator)
                .run(context -> assertThat(PropertiesTest.failureOf(context.getStartupFailure()))
                        .hasMessage(
                                "ksef.sync.folder is missing. Set it, or add a bean of type SyncConsumer that takes the"
                                        + " invoices."));
    }

    @Test
    void shutdown_stopsTheSyncBeforeTheDrain(KsefSimulator simulator) {
        List<String> order = new CopyOnWriteArrayList<>();
        syncing(simulator)
                .withBean(SyncConsumer.class, () -> invoice -> {})
                .withBean("drain", Drain.class, () -> new Drain(order))
                .run(context -> {
                    await(told);
                    var sync = context.getBean(SyncLifecycle.class);
                    context.getBean(Drain.class).watch(sync);
                });
        assertThat(order).containsExactly("drained, sync running: false");
    }

    @Test
    void reconciliation_looksAtEachTaxpayer_andEnds(KsefSimulator simulator) {
        working(simulator).withPropertyValues("ksef.submissions.reconcile=true").run(context -> {
            await(told);
            while (context.getBean(ReconcileLifecycle.class).isRunning()) {
                Thread.onSpinWait();
            }
        });
        assertThat(events).singleElement().isInstanceOfSatisfying(KsefSubmissionsReconciled.class, event -> {
            assertThat(event.context().value()).isEqualTo(simulator.nip());
            assertThat(event.reports()).isEmpty();
        });
    }

    @Test
    void reconciliation_thatComesAgain_waitsAndIsStopped(KsefSimulator simulator) {
        working(simulator)
                .withPropertyValues("ksef.submissions.reconcile=true", "ksef.submissions.every=1h")
                .run(context -> {
                    await(told);
                    assertThat(context.getBean(ReconcileLifecycle.class).isRunning())
                            .isTrue();
                    assertThat(threads()).isNotEmpty();
                });
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!threads().isEmpty() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(threads()).isEmpty();
        assertThat(events).hasSize(1);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ksef-spring-"))
                .toList();
    }

    @Test
    void nothing_runsUnlessAskedFor(KsefSimulator simulator) {
        working(simulator)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(SyncLifecycle.class)
                        .doesNotHaveBean(ReconcileLifecycle.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ksef.sync.interval=10s           | ksef.sync.interval is PT10S
        ksef.sync.patience=0s            | ksef.sync.patience is PT0S
        ksef.sync.enabled=true           | ksef.sync.from is missing
        ksef.submissions.every=1s        | ksef.submissions.every is PT1S
        ksef.submissions.patience=0s     | ksef.submissions.patience is PT0S
        ksef.submissions.keep-ended=-1s  | ksef.submissions.keep-ended is PT-1S
        ksef.submissions.reconcile=true  | ksef.contexts is empty, but ksef.submissions.reconcile is true
        ksef.health.ask-every=1s         | ksef.health.ask-every is PT1S
        ksef.health.valid-for=0s         | ksef.health.valid-for is PT0S
        """)
    void wrongProperty_isToldAtTheStart(String property, String message) {
        TestClient.usual()
                .withPropertyValues(property)
                .run(context -> assertThat(PropertiesTest.failureOf(context.getStartupFailure()))
                        .isInstanceOf(KsefPropertyException.class)
                        .hasMessageContaining(message));
    }

    private ApplicationContextRunner syncing(KsefSimulator simulator) {
        return working(simulator)
                .withPropertyValues(
                        "ksef.sync.enabled=true",
                        "ksef.sync.from="
                                + LocalDate.now(ZoneId.of("Europe/Warsaw")).minusDays(2),
                        "ksef.sync.subjects=seller");
    }

    private ApplicationContextRunner working(KsefSimulator simulator) {
        return TestClient.on(simulator)
                .withConfiguration(AutoConfigurations.of(KsefWorkAutoConfiguration.class))
                .withBean(
                        Listening.class,
                        () -> new Listening(event -> {
                            events.add(event);
                            told.countDown();
                        }));
    }

    private record Listening(Consumer<Object> events) {

        @EventListener({KsefSyncRan.class, KsefSubmissionsReconciled.class, KsefWorkFailed.class})
        void told(Object event) {
            events.accept(event);
        }
    }

    private static List<String> fill(KsefSimulator simulator) {
        Instant now = Instant.now();
        return simulator
                .invoices()
                .store(
                        3,
                        simulator.nip(),
                        "1111111111",
                        now.minus(Duration.ofHours(2)),
                        now.minus(Duration.ofHours(1)));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(2, TimeUnit.MINUTES)).as("told in time").isTrue();
    }

    /** Stops where the web server does. */
    private static final class Drain implements SmartLifecycle {

        private final List<String> order;
        private volatile SyncLifecycle watched;
        private volatile boolean running;

        Drain(List<String> order) {
            this.order = order;
        }

        void watch(SyncLifecycle sync) {
            watched = sync;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            order.add("drained, sync running: " + watched.isRunning());
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 1024;
        }
    }
}
