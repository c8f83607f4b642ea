package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.Faked;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.testkit.time.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaxpayersSyncTest {

    @TempDir
    private Path folder;

    private final FakeTime time = FakeTime.at(FakeArchive.NOW);
    private final List<SyncScenario> taxpayers = new ArrayList<>();
    private final List<SyncedInvoice> taken = new CopyOnWriteArrayList<>();
    private SyncOptions options;

    @BeforeEach
    void threeTaxpayers() {
        for (String nip : new String[] {"5265877635", "1111111111", "2222222222"}) {
            taxpayers.add(new SyncScenario(folder, new FakeArchive(nip, time)));
        }
        options = taxpayers.get(0).options;
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ksef-sync")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as("%s is left", thread).isFalse();
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private FakeArchive ksef(int taxpayer) {
        return taxpayers.get(taxpayer).ksef;
    }

    private void hold(int taxpayer, int first, int last) {
        taxpayers.get(taxpayer).hold(first, last);
    }

    private List<SyncReport> run(int atATime, SyncConsumer consumer) {
        return new TaxpayersSync(taxpayers.stream().map(SyncScenario::sync).toList(), atATime, time)
                .run(options, consumer);
    }

    private List<ContextIdentifier> order() {
        return taken.stream().map(SyncedInvoice::context).toList();
    }

    @Test
    void taxpayers_takeTurns_windowByWindow() {
        for (int taxpayer = 0; taxpayer < 3; taxpayer++) {
            ksef(taxpayer).most = 20;
            hold(taxpayer, 1, 50);
        }
        List<SyncReport> reports = run(1, taken::add);
        assertThat(reports).extracting(SyncReport::handedOut).containsExactly(50L, 50L, 50L);
        List<ContextIdentifier> turns = new ArrayList<>();
        for (ContextIdentifier each : order()) {
            if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(each)) {
                turns.add(each);
            }
        }
        ContextIdentifier one = ksef(0).context;
        ContextIdentifier two = ksef(1).context;
        ContextIdentifier three = ksef(2).context;
        assertThat(turns).startsWith(one, two, three, one, two, three);
    }

    @Test
    void taxpayers_areWorkedOnTogether_butEachByOneThreadAtATime() throws Exception {
        var three = new CyclicBarrier(3);
        options = SyncOptions.from(SyncScenario.START).exports(options.exports());
        for (int taxpayer = 0; taxpayer < 3; taxpayer++) {
            hold(taxpayer, 1, 1);
        }
        Set<ContextIdentifier> busy = ConcurrentHashMap.newKeySet();
        run(8, invoice -> {
            assertThat(busy.add(invoice.context()))
                    .as("another thread works for it")
                    .isTrue();
            taken.add(invoice);
            try {
                three.await(30, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new AssertionError("never three at a time", alone);
            } finally {
                busy.remove(invoice.context());
            }
        });
        assertThat(taken).as("one invoice, in four parts, of three").hasSize(12);
    }

    @Test
    void taxpayerThatIsWorkedOn_waitsWithItsOtherParts_untilThatIsDone() {
        options = SyncOptions.from(SyncScenario.START).exports(options.exports());
        taxpayers.remove(2);
        hold(0, 1, 1);
        hold(1, 1, 1);
        var others = new CountDownLatch(4);
        Set<ContextIdentifier> busy = ConcurrentHashMap.newKeySet();
        List<SyncReport> reports = run(2, invoice -> {
            assertThat(busy.add(invoice.context()))
                    .as("another thread works for it")
                    .isTrue();
            if (invoice.context().equals(ksef(1).context)) {
                others.countDown();
            } else {
                await(others);
            }
            busy.remove(invoice.context());
        });
        assertThat(reports).extracting(SyncReport::handedOut).containsExactly(4L, 4L);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void taxpayerThatLimitsHoldBack_letsTheOthersPass_andGetsItsTurnLater(SyncWay way) {
        options = options.way(way);
        for (int taxpayer = 0; taxpayer < 3; taxpayer++) {
            hold(taxpayer, 1, 20);
        }
        SyncScenario limited = taxpayers.get(0);
        limited.limiter.penalise(null, time.millis() + Duration.ofHours(1).toMillis());
        limited.ksef.onQuery = () -> {
            if (time.instant().isBefore(FakeArchive.NOW.plus(Duration.ofHours(1)))) {
                throw Faked.rateLimited(Duration.between(time.instant(), FakeArchive.NOW.plus(Duration.ofHours(1))));
            }
        };
        List<SyncReport> reports = run(1, taken::add);
        assertThat(reports).allMatch(SyncReport::isComplete);
        assertThat(order().subList(0, 40)).doesNotContain(limited.ksef.context);
        assertThat(taken).hasSize(60);
        assertThat(time.slept()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void taxpayerThatFails_standsInNobodysWay_andInItsReport() {
        hold(0, 1, 2);
        hold(1, 1, 2);
        hold(2, 1, 2);
        var mine = new IllegalStateException("mine");
        ksef(0).onQuery = () -> {
            throw Faked.error(400, 21405);
        };
        List<SyncReport> reports = run(1, invoice -> {
            if (invoice.context().equals(ksef(1).context)) {
                throw mine;
            }
            taken.add(invoice);
        });
        assertThat(reports)
                .extracting(SyncReport::context)
                .containsExactly(ksef(0).context, ksef(1).context, ksef(2).context);
        assertThat(reports).extracting(SyncReport::isComplete).containsExactly(false, false, true);
        assertThat(reports.get(1).chains().get(0).failure()).containsSame(mine);
        assertThat(taken).hasSize(2);
    }

    @Test
    void errorOfTheConsumer_isThrownAsItIs_afterTheOthersHadTheirTurn() {
        hold(0, 1, 2);
        hold(1, 1, 2);
        var mine = new AssertionError("mine");
        Throwable thrown = catchThrowable(() -> run(1, invoice -> {
            if (invoice.context().equals(ksef(0).context)) {
                throw mine;
            }
            taken.add(invoice);
        }));
        assertThat(thrown).isSameAs(mine);
        assertThat(taken).hasSize(2);
    }

    @Test
    void patienceThatEnds_isToldForThoseWithoutATurn() {
        hold(0, 1, 1);
        hold(1, 1, 1);
        options = options.patience(Duration.ofMinutes(5));
        List<SyncReport> reports = run(1, invoice -> {
            taken.add(invoice);
            time.advance(Duration.ofMinutes(6));
        });
        assertThat(taken).hasSize(1);
        assertThat(reports.get(0).isComplete()).isTrue();
        assertThat(reports.get(1).chains().get(0).failure().orElseThrow())
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("next one");
    }

    @Test
    void interrupt_endsAllWorkers_andTheFlagStays() throws Exception {
        for (int taxpayer = 0; taxpayer < 3; taxpayer++) {
            hold(taxpayer, 1, 3);
        }
        var begun = new CountDownLatch(2);
        var caught = new AtomicReference<Throwable>();
        var caller = new Thread(() -> {
            Throwable thrown = catchThrowable(() -> run(2, invoice -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
            }));
            caught.set(Thread.currentThread().isInterrupted() ? thrown : null);
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(caught.get()).isInstanceOf(KsefDeadlineException.class);
    }

    @Test
    void closedClient_endsTheRun() {
        hold(0, 1, 1);
        var closable = new ClosableTime(time);
        ksef(0).time = closable;
        assertThatThrownBy(() -> new TaxpayersSync(List.of(taxpayers.get(0).sync()), 1, closable)
                        .run(options, invoice -> closable.close()))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void nobody_orNoThread_isJudgedAtOnce() {
        taxpayers.clear();
        assertThat(run(4, taken::add)).isEmpty();
        assertThatThrownBy(() -> run(0, taken::add)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void taxpayerNamedTwice_hasOneReport_andEachInvoiceOnce() {
        hold(0, 1, 3);
        taxpayers.set(1, taxpayers.get(0));
        assertThat(run(4, taken::add))
                .hasSize(2)
                .allMatch(report -> report.orThrow().isComplete());
        assertThat(taken).hasSize(3);
    }

    static Stream<RuntimeException> runs() {
        return Stream.of(new IllegalStateException("mine"), new KsefDeadlineException("late", null));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void runningSync_goesOnAfterARunThatFails_andAfterListenersThatFail(RuntimeException failed) throws Exception {
        var runs = new CopyOnWriteArrayList<Long>();
        var told = new CopyOnWriteArrayList<RuntimeException>();
        var enough = new CountDownLatch(1);
        try (RunningSync running = RunningSync.every(
                RunningSync.USUAL_INTERVAL,
                () -> {
                    runs.add(time.millis());
                    if (runs.size() == 1) {
                        time.advance(Duration.ofMinutes(4));
                        throw failed;
                    }
                    if (runs.size() == 4) {
                        enough.countDown();
                        hang();
                    }
                    return List.of();
                },
                reports -> {
                    throw new IllegalStateException("a listener of reports");
                },
                failure -> {
                    told.add(failure);
                    throw new IllegalStateException("a listener of failures");
                },
                time)) {
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(running.isRunning()).isTrue();
        }
        assertThat(runs).hasSize(4);
        assertThat(runs.get(1) - runs.get(0)).as("from beginning to beginning").isEqualTo(15 * 60_000);
        assertThat(told).startsWith(failed).hasSize(3);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("interrupted", null, interrupted);
        }
    }

    @Test
    void runningSync_stopsInTheMiddleOfARun_andTellsNoFailure() throws Exception {
        var begun = new CountDownLatch(1);
        var told = new CopyOnWriteArrayList<RuntimeException>();
        RunningSync running = RunningSync.every(
                Duration.ofMinutes(1),
                () -> {
                    begun.countDown();
                    hang();
                    return List.of();
                },
                reports -> {},
                told::add,
                time);
        begun.await();
        running.close();
        assertThat(running.isRunning()).isFalse();
        assertThat(told).isEmpty();
        running.close();
    }

    @Test
    void runningSync_endsWithTheClient_andNeedsAMinute() throws Exception {
        var closable = new ClosableTime(time);
        RunningSync running = RunningSync.every(
                Duration.ofMinutes(1), List::of, reports -> closable.close(), failure -> {}, closable);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (running.isRunning()) {
            assertThat(System.nanoTime()).as("it goes on").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThatThrownBy(
                        () -> RunningSync.every(Duration.ofSeconds(59), List::of, reports -> {}, failure -> {}, time))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
