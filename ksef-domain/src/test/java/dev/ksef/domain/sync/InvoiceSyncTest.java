package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.Faked;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.testkit.model.export.ExportedPackageBuilder;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import dev.ksef.testkit.store.MemoryKeyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InvoiceSyncTest {

    @TempDir
    private Path folder;

    private SyncScenario scenario;
    private FakeArchive ksef;

    @BeforeEach
    void start() {
        scenario = new SyncScenario(folder);
        ksef = scenario.ksef;
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fewInvoices_areFetchedOneByOne_manyByAnExport() {
        scenario.hold(1, 16);
        ChainReport few = scenario.chain();
        assertThat(few.handedOut()).isEqualTo(16);
        assertThat(few.mark()).contains(FakeArchive.NOW);
        assertThat(ksef.single).hasSize(16);
        assertThat(ksef.started).isEmpty();
        ksef.clock.advance(Duration.ofHours(1));
        ksef.highWaterMark = ksef.clock.instant().atOffset(ZoneOffset.UTC);
        for (int i = 17; i <= 40; i++) {
            ksef.hold(i, FakeArchive.NOW.plusSeconds(i));
        }
        scenario.chain();
        assertThat(ksef.single).hasSize(16);
        assertThat(ksef.started).hasSize(1);
        InvoiceQuery asked = ksef.started.get(0).filters();
        assertThat(asked.dateRange().from().toInstant()).as("the mark").isEqualTo(FakeArchive.NOW);
        assertThat(asked.dateRange().restrictToPermanentStorageHwmDate()).isTrue();
        assertThat(asked.subjectType()).isEqualTo(SubjectType.BUYER);
        scenario.allCame();
        assertThat(scenario.taken).hasSize(40).noneMatch(SyncedInvoice::isRepeat);
        assertThat(ksef.events.of(KsefEvent.InvoicesSynchronized.class)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void truncatedWindow_isFollowedByOneFromItsLastDate_andEachInvoiceComesOnce(SyncWay way) {
        ksef.most = 20;
        for (int i = 1; i <= 70; i++) {
            ksef.hold(i, i / 4);
        }
        scenario.options = scenario.options.way(way);
        ChainReport report = scenario.chain();
        assertThat(report.failure()).isEmpty();
        assertThat(report.handedOut()).isEqualTo(70);
        assertThat(report.repeats()).isZero();
        scenario.allCame();
        assertThat(scenario.taken).hasSize(70);
        scenario.chain();
        assertThat(scenario.taken).as("nothing new").hasSize(70);
    }

    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void noInvoices_moveTheMark(SyncWay way) {
        scenario.options = scenario.options.way(way);
        ChainReport report = scenario.chain();
        assertThat(report.mark()).contains(FakeArchive.NOW);
        assertThat(scenario.sync().mark(SubjectType.BUYER)).contains(FakeArchive.NOW);
        assertThat(scenario.sync().mark(SubjectType.SELLER)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void missingHighWaterMark_neitherLosesNorHoldsUpInvoices(SyncWay way) {
        scenario.options = scenario.options.way(way);
        ksef.highWaterMark = null;
        scenario.hold(1, 20);
        assertThat(scenario.chain().mark()).isEmpty();
        scenario.hold(21, 40);
        scenario.chain();
        scenario.allCame();
        assertThat(scenario.taken).hasSize(40);
    }

    @Test
    void highWaterMarkThatGoesBack_movesNoMark_andHoldsNothingUp() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        scenario.chain();
        ksef.highWaterMark = FakeArchive.NOW.minusSeconds(60).atOffset(ZoneOffset.UTC);
        assertThat(scenario.chain().mark()).contains(FakeArchive.NOW);
        ksef.highWaterMark = FakeArchive.NOW.plusSeconds(60).atOffset(ZoneOffset.UTC);
        ksef.hold(4, FakeArchive.NOW.plusSeconds(1));
        scenario.chain();
        scenario.allCame();
    }

    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void highWaterMarkInTheFuture_hidesNoLaterInvoice(SyncWay way) {
        scenario.options = scenario.options.way(way);
        scenario.hold(1, 3);
        ksef.highWaterMark = FakeArchive.NOW.plus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC);
        scenario.chain();
        ksef.clock.advance(Duration.ofHours(1));
        ksef.hold(4, FakeArchive.NOW.plusSeconds(1000));
        scenario.chain();
        scenario.allCame();
    }

    @Test
    void truncatedPackage_withALastDateBehindItsInvoices_hidesNoneOfTheRest() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        ksef.most = 20;
        scenario.hold(1, 70);
        ksef.described = described -> ksef.started.size() > 1
                ? described
                : ExportedPackageBuilder.builder(described)
                        .lastPermanentStorageDate(
                                FakeArchive.NOW.plus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC))
                        .build();
        scenario.chain();
        scenario.allCame();
    }

    @Test
    void packageThatIsDescribedWithoutAPart_isExportedAgain() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        ksef.partBytes = 100;
        scenario.hold(1, 3);
        ksef.described = described -> ksef.started.size() > 1
                ? described
                : ExportedPackageBuilder.builder(described)
                        .parts(described.parts().subList(1, 2))
                        .build();
        assertThat(scenario.chain().failure()).isEmpty();
        scenario.allCame();
    }

    @Test
    void numberOfAnyForm_isRememberedLikeOthers() {
        scenario.options = scenario.options.way(SyncWay.QUERY);
        InvoiceMetadata row = InvoiceMetadataBuilder.builder(ksef.hold(1, 1))
                .ksefNumber(new KsefNumber("a b@c%20"))
                .build();
        ksef.rows.set(0, row);
        ksef.documents.put(row.ksefNumber(), ksef.documents.get(FakeArchive.number(1)));
        scenario.chain();
        assertThat(scenario.chain().failure()).isEmpty();
        assertThat(scenario.numbers()).containsExactly(row.ksefNumber());
    }

    @Test
    void rangeBehindTheHighWaterMark_isNoFailure_byEitherWay() {
        ksef.onQuery = () -> {
            throw Faked.error(400, 21183);
        };
        assertThat(scenario.chain().failure()).isEmpty();
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        ksef.onLook = status -> FakeArchive.status(420, null);
        assertThat(scenario.chain().failure()).isEmpty();
        ksef.onLook = status -> status;
        scenario.hold(1, 2);
        assertThat(scenario.chain().handedOut()).isEqualTo(2);
    }

    @Test
    void longBackfill_goesThroughWindowsThatKsefAccepts() {
        for (int i = 1; i <= 10; i++) {
            ksef.hold(i, FakeArchive.NOW.minus(Duration.ofDays(28L * i)));
        }
        ksef.rows.sort(java.util.Comparator.comparing(InvoiceMetadata::permanentStorageDate));
        scenario.options = SyncOptions.from(FakeArchive.NOW.minus(Duration.ofDays(300)))
                .subjects(SubjectType.BUYER)
                .exports(scenario.options.exports())
                .way(SyncWay.EXPORT);
        ChainReport report = scenario.chain();
        assertThat(report.mark()).contains(FakeArchive.NOW);
        assertThat(ksef.started).hasSize(4);
        scenario.allCame();
    }

    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void tooManyInvoicesOfOneDate_areAClearFailure_withAllThatCanBeSeen(SyncWay way) {
        scenario.options = scenario.options.way(way);
        ksef.most = 10;
        for (int i = 1; i <= 30; i++) {
            ksef.hold(i, 7);
        }
        ChainReport report = scenario.chain();
        assertThat(report.failure().orElseThrow())
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("2026-10-01T00:00:07Z", "BUYER");
        assertThat(scenario.taken).hasSize(10);
        assertThat(report.mark()).contains(Instant.parse("2026-10-01T00:00:07Z"));
    }

    @Test
    void consumerThatFails_getsTheInvoiceAgain_markedAsARepeat() {
        scenario.hold(1, 120);
        var broken = new IllegalStateException("mine");
        scenario.consumer = invoice -> {
            if (scenario.taken.size() == 60) {
                throw broken;
            }
            scenario.taken.add(invoice);
        };
        ChainReport report = scenario.chain();
        assertThat(report.failure()).containsSame(broken);
        assertThat(report.handedOut()).isEqualTo(60);
        assertThat(report.mark()).as("nothing below is missing").isEmpty();
        scenario.consumer = scenario.taken::add;
        ChainReport next = scenario.chain();
        assertThat(scenario.taken).hasSize(120);
        assertThat(next.repeats()).as("the rest of the fifty that were offered").isEqualTo(40);
        scenario.allCame();
        assertThat(ksef.started).as("the export was still there").hasSize(1);
        assertThat(((MemoryKeyStore) ksef.keys).size()).isZero();
    }

    static Stream<Throwable> thrown() {
        return Stream.of(new IllegalStateException("mine"), new AssertionError("mine"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatTheConsumerThrows_losesNothing_andGivesTheLeaseBack(Throwable mine) {
        scenario.hold(1, 3);
        scenario.consumer = invoice -> {
            if (scenario.taken.size() == 1) {
                InvoiceSyncTest.<RuntimeException>sneak(mine);
            }
            scenario.taken.add(invoice);
        };
        Throwable thrown = catchThrowable(() -> scenario.run().orThrow());
        assertThat(thrown).isSameAs(mine);
        assertThat(scenario.states.held).hasValue(0);
        scenario.consumer = scenario.taken::add;
        scenario.run().orThrow();
        assertThat(scenario.taken).as("what was taken was noted").hasSize(3);
        scenario.allCame();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    @Test
    void checkedExceptionOfAConsumer_isAFailure_alsoAmongManyTaxpayers() {
        scenario.hold(1, 3);
        var mine = new IOException("mine");
        SyncConsumer failing = invoice -> InvoiceSyncTest.<RuntimeException>sneak(mine);
        List<SyncReport> reports =
                new TaxpayersSync(List.of(scenario.sync()), 2, ksef.time).run(scenario.options, failing);
        assertThatThrownBy(reports.get(0)::orThrow)
                .isInstanceOf(KsefException.class)
                .hasCause(mine);
    }

    @ParameterizedTest
    @ValueSource(ints = {21175, 21181, 21183})
    void consumerThatFailsWithAnErrorOfKsef_isNotTakenForTheSynchronisation(int code) {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        ksef.onLook = status -> {
            throw new IllegalStateException("dead");
        };
        scenario.chain();
        ksef.onLook = status -> status;
        RuntimeException mine = Faked.error(400, code);
        var calls = new AtomicInteger();
        scenario.consumer = invoice -> {
            calls.incrementAndGet();
            throw mine;
        };
        assertThat(scenario.chain().failure()).containsSame(mine);
        assertThat(calls).hasValue(1);
        assertThat(ksef.started).as("the export is of use still").hasSize(1);
    }

    @Test
    void consumerThatFailsInAnAudit_isToldAsItself() {
        scenario.hold(1, 3);
        scenario.chain();
        ksef.hold(4, 2);
        var mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> scenario.sync()
                        .audit(SubjectType.BUYER, SyncScenario.START, scenario.options, invoice -> {
                            throw mine;
                        }))
                .isSameAs(mine);
    }

    /** Each write of the state is the last one of a process once. */
    @ParameterizedTest
    @EnumSource(SyncWay.class)
    void processThatDiesAnywhere_losesNothing_andWhatComesAgainSaysSo(SyncWay way) {
        ksef.most = 70;
        scenario.hold(1, 160);
        scenario.options = scenario.options.way(way);
        int deaths = 0;
        boolean done = false;
        while (!done) {
            int last = ++deaths;
            scenario.states.writes.set(0);
            scenario.states.onWrite = () -> {
                if (scenario.states.writes.get() >= last) {
                    throw new KsefStorageException("dead", null);
                }
            };
            done = scenario.chain().failure().isEmpty();
        }
        scenario.allCame();
        assertThat(deaths).isGreaterThan(5);
    }

    @Test
    void exportOfAProcessThatDied_isFinishedByTheNextOne() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        ksef.onLook = status -> {
            throw new IllegalStateException("dead");
        };
        assertThat(scenario.chain().failure()).isPresent();
        ksef.onLook = status -> status;
        assertThat(scenario.chain().handedOut()).isEqualTo(3);
        assertThat(ksef.started).hasSize(1);
        scenario.hold(4, 5);
        ksef.clock.advance(Duration.ofHours(1));
        ksef.highWaterMark = ksef.clock.instant().atOffset(ZoneOffset.UTC);
        ksef.hold(6, FakeArchive.NOW.plusSeconds(5));
        scenario.chain();
        assertThat(ksef.started).as("an export is read once").hasSize(2);
    }

    @Test
    void exportOfAProcessThatDied_thatIsLost_isMadeAnew() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        ksef.onLook = status -> {
            throw new IllegalStateException("dead");
        };
        scenario.chain();
        ksef.onLook = status -> ksef.started.size() == 1 ? FakeArchive.status(210, null) : status;
        assertThat(scenario.chain().handedOut()).isEqualTo(3);
        assertThat(ksef.started).hasSize(2);
    }

    @Test
    void exportOfAProcessThatDied_whoseStatusLimitsHoldBack_isNotMadeAnew() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        ksef.onLook = status -> {
            throw Faked.rateLimited(Duration.ofHours(1));
        };
        scenario.chain();
        assertThat(scenario.chain().failure()).isPresent();
        ksef.onLook = status -> status;
        assertThat(scenario.chain().handedOut()).isEqualTo(3);
        assertThat(ksef.started).hasSize(1);
    }

    @Test
    void exportOfAProcessThatDied_whoseStatusGatewaysRefuse_isNotMadeAnew() {
        scenario.options = scenario.options.way(SyncWay.EXPORT).patience(Duration.ofMinutes(3));
        scenario.hold(1, 3);
        ksef.onLook = status -> {
            throw Faked.error(503, 0);
        };
        assertThat(scenario.chain().failure()).isPresent();
        assertThat(scenario.chain().failure()).isPresent();
        ksef.onLook = status -> status;
        assertThat(scenario.chain().handedOut()).isEqualTo(3);
        assertThat(ksef.started).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXPORT")
    void emptyPage_thatHasMore_movesNoMark(SyncWay way) {
        scenario.options = scenario.options.way(way);
        scenario.hold(1, 3);
        ksef.shownPage = page -> new InvoiceMetadataPage(true, false, page.permanentStorageHwmDate(), List.of());
        scenario.chain();
        ksef.shownPage = page -> page;
        scenario.chain();
        scenario.allCame();
    }

    @Test
    void brokenPackage_isExportedAgainByTheNextRun() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        ksef.packed = files -> ksef.started.size() == 1
                ? List.of(files.get(0), files.get(1), Map.entry(files.get(2).getKey(), new byte[0]), files.get(3))
                : files;
        assertThat(scenario.chain().failure().orElseThrow()).hasMessageContaining("export it again");
        assertThat(scenario.chain().failure()).isEmpty();
        assertThat(ksef.started).hasSize(2);
        scenario.allCame();
    }

    @Test
    void stuckExport_isAbandoned_alsoByRunsThatAreShorter() {
        scenario.options = scenario.options.way(SyncWay.EXPORT).patience(Duration.ofMinutes(10));
        scenario.hold(1, 3);
        ksef.onLook = status -> ksef.started.size() == 1 ? FakeArchive.status(100, null) : status;
        int runs = 0;
        while (scenario.taken.isEmpty() && runs < 20) {
            scenario.chain();
            runs++;
        }
        assertThat(runs)
                .as("runs of ten minutes for an export that is stuck after thirty")
                .isLessThanOrEqualTo(4);
        scenario.allCame();
    }

    @Test
    void partThatATaxpayerCannotHave_isToldAsSuch_andTheOthersGoOn() {
        scenario.hold(1, 2);
        scenario.options =
                SyncOptions.from(SyncScenario.START).way(SyncWay.EXPORT).exports(scenario.options.exports());
        ksef.onStart = () -> {
            SubjectType asked =
                    ksef.started.get(ksef.started.size() - 1).filters().subjectType();
            if (asked == SubjectType.THIRD_SUBJECT) {
                throw Faked.error(400, 21181);
            }
            if (asked == SubjectType.BUYER) {
                throw Faked.error(400, 21405);
            }
        };
        SyncReport report = scenario.run();
        assertThat(report.chains()).extracting(ChainReport::subjectType).containsExactly(SubjectType.values());
        assertThat(report.chains()).extracting(ChainReport::handedOut).containsExactly(2L, 0L, 0L, 2L);
        assertThat(report.chains()).extracting(ChainReport::isAvailable).containsExactly(true, true, false, true);
        assertThat(report.isComplete()).isFalse();
        assertThatThrownBy(report::orThrow).hasMessageContaining("21405");
    }

    @Test
    void package_withoutMetadata_isSynchronised() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.hold(1, 3);
        ksef.packed = files -> files.subList(1, 4);
        assertThat(scenario.chain().handedOut()).isEqualTo(3);
        scenario.allCame();
    }

    @Test
    void packageWithoutParts_thatShouldHaveInvoices_movesNoMark() {
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        ksef.described = described ->
                ExportedPackageBuilder.builder(described).invoiceCount(3L).build();
        ChainReport report = scenario.chain();
        assertThat(report.failure()).isPresent();
        assertThat(report.mark()).isEmpty();
    }

    @Test
    void interrupt_endsTheRun_andWhatWasTakenIsNoted() {
        scenario.hold(1, 120);
        scenario.consumer = invoice -> {
            scenario.taken.add(invoice);
            if (scenario.taken.size() == 10) {
                Thread.currentThread().interrupt();
            }
        };
        Throwable thrown = catchThrowable(scenario::run);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(KsefDeadlineException.class);
        assertThat(scenario.taken).as("none comes after an interrupt").hasSize(10);
        assertThat(scenario.states.held).hasValue(0);
        scenario.consumer = scenario.taken::add;
        scenario.run().orThrow();
        assertThat(scenario.taken).as("nothing comes again").hasSize(120);
    }

    @Test
    void closedClient_endsTheRun() {
        var time = new ClosableTime(ksef.clock);
        ksef.time = time;
        scenario.hold(1, 120);
        scenario.consumer = invoice -> {
            scenario.taken.add(invoice);
            if (scenario.taken.size() == 10) {
                time.close();
            }
        };
        assertThatThrownBy(scenario::run)
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("closed");
        ksef.time = ksef.clock;
        scenario.consumer = scenario.taken::add;
        scenario.run().orThrow();
        scenario.allCame();
    }

    @Test
    void closedClient_endsTheRunOfManyTaxpayers() {
        var time = new ClosableTime(ksef.clock);
        ksef.time = time;
        scenario.hold(1, 3);
        var many = new TaxpayersSync(List.of(scenario.sync()), 2, time);
        assertThatThrownBy(() -> many.run(scenario.options, invoice -> time.close()))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void patienceThatEnds_isAFailureOfTheRun_andTheNextOneGoesOn() {
        ksef.most = 20;
        scenario.hold(1, 200);
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.consumer = invoice -> {
            scenario.taken.add(invoice);
            ksef.clock.advance(Duration.ofMinutes(4));
        };
        ChainReport report = scenario.chain();
        assertThat(report.failure().orElseThrow()).isInstanceOf(KsefDeadlineException.class);
        assertThat(report.handedOut()).isPositive();
        scenario.consumer = scenario.taken::add;
        assertThat(scenario.chain().repeats()).isZero();
        scenario.allCame();
    }

    @Test
    void stateThatHangs_orCannotBeWritten_isToldByItsName() {
        var hanging = new CountDownLatch(1);
        scenario.options = scenario.options.patience(Duration.ofMillis(200));
        scenario.states.onLease = () -> {
            try {
                hanging.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        };
        assertThat(scenario.chain().failure().orElseThrow())
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("the state of");
        hanging.countDown();
        assertThatThrownBy(() -> {
                    scenario.states.onLease = () -> {
                        throw new KsefStorageException("broken", null);
                    };
                    scenario.run().orThrow();
                })
                .hasMessage("broken");
    }

    @Test
    void chain_thatBeginsAnew_handsAllOutAgain() {
        scenario.hold(1, 3);
        scenario.run().orThrow();
        scenario.sync().beginAnew(SubjectType.BUYER);
        assertThat(scenario.sync().mark(SubjectType.BUYER)).isEmpty();
        scenario.run().orThrow();
        assertThat(scenario.numbers()).isEqualTo(FakeArchive.numbers(1, 2, 3, 1, 2, 3));
    }

    @Test
    void options_thatFitNobody_areRefused() {
        SyncOptions options = scenario.options;
        assertThatThrownBy(options::subjects).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.patience(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.remember(Duration.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.remember(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hundred years");
        assertThatThrownBy(() -> options.auditEvery(1, ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.auditEvery(0, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.exports(options.exports().onlyMetadata()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("onlyMetadata");
    }
}
