package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.sync.AuditReport;
import dev.ksef.domain.sync.ChainReport;
import dev.ksef.domain.sync.RunningSync;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.domain.sync.SyncWay;
import dev.ksef.domain.sync.SyncedInvoice;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A taxpayer's invoices, fetched again and again. */
class SyncScenarioTest extends Scenario {

    private static final String OTHER = "1111111111";

    @TempDir
    Path work;

    @TempDir
    Path folder;

    /** The scenario's client is made before the fields of this class. */
    private @Nullable SyncStateStore states;

    private final List<SyncedInvoice> taken = new ArrayList<>();

    @Override
    SimulatorBuilder settings() {
        return super.settings().exportDelay(Duration.ofSeconds(20)).maxInvoicesPerExport(25);
    }

    @Override
    KsefClient client(String token) {
        if (states == null) {
            states = SyncStateStore.inMemory(time);
        }
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(token))
                .syncStates(states)
                .time(time)
                .listener(events)
                .build();
    }

    private SyncOptions options() {
        return SyncOptions.from(time.instant().minus(Duration.ofDays(30)))
                .exports(ExportOptions.USUAL.directory(work))
                .as(SubjectType.BUYER);
    }

    private List<String> purchases(int count, Duration ago) {
        Instant end = time.instant().minus(ago);
        return simulator.invoices().store(count, OTHER, simulator.nip(), end.minus(Duration.ofHours(5)), end);
    }

    /** Stores purchases some time after the last run. */
    private List<String> newPurchases(int count) {
        time.advance(Duration.ofMinutes(20));
        Instant now = time.instant();
        List<String> stored = simulator
                .invoices()
                .store(
                        count,
                        OTHER,
                        simulator.nip(),
                        now.minus(Duration.ofMinutes(10)),
                        now.minus(Duration.ofMinutes(9)));
        time.advance(Duration.ofMinutes(5));
        return stored;
    }

    private static List<String> numbers(List<SyncedInvoice> invoices) {
        return invoices.stream().map(invoice -> invoice.ksefNumber().value()).toList();
    }

    private static ChainReport only(SyncReport report) {
        assertThat(report.orThrow().chains()).hasSize(1);
        return report.chains().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void allInvoices_comeOnce_andLaterOnlyNewOnes(SyncWay way) {
        List<String> first = purchases(10, Duration.ofDays(3));
        ChainReport report = only(company.sync(options().by(way), taken::add));
        assertThat(numbers(taken)).containsExactlyElementsOf(first);
        assertThat(report.handedOut()).isEqualTo(10);
        assertThat(report.repeats()).isZero();
        assertThat(report.mark()).isPresent();

        List<String> second = newPurchases(5);
        taken.clear();
        only(company.sync(options().by(way), taken::add));
        assertThat(numbers(taken)).containsExactlyElementsOf(second);
        assertThat(taken).noneMatch(SyncedInvoice::isRepeat).allMatch(invoice -> invoice.metadata() != null);
    }

    @Test
    void truncatedPackages_areFollowedByOthers() {
        List<String> stored = purchases(90, Duration.ofDays(3));
        ChainReport report = only(company.sync(options(), taken::add));
        assertThat(numbers(taken)).containsExactlyElementsOf(stored);
        assertThat(report.handedOut()).isEqualTo(90);
        assertThat(simulator.exports().started()).isEqualTo(4);
    }

    @Test
    void fewInvoices_areFetchedOneByOne_andManyByExport() {
        purchases(5, Duration.ofDays(3));
        only(company.sync(options(), taken::add));
        assertThat(simulator.exports().started()).isZero();
        newPurchases(20);
        only(company.sync(options(), taken::add));
        assertThat(simulator.exports().started()).isEqualTo(1);
        assertThat(taken).hasSize(25);
    }

    @Test
    void oldBeginning_isCutIntoWindows() {
        List<String> stored = new ArrayList<>();
        stored.addAll(purchases(3, Duration.ofDays(350)));
        stored.addAll(purchases(3, Duration.ofDays(180)));
        stored.addAll(purchases(3, Duration.ofDays(2)));
        SyncOptions years = SyncOptions.from(time.instant().minus(Duration.ofDays(400)))
                .as(SubjectType.BUYER)
                .exports(ExportOptions.USUAL.directory(work));
        only(company.sync(years, taken::add));
        assertThat(numbers(taken)).containsExactlyElementsOf(stored);
    }

    @Test
    void everyPart_isAChainOfItsOwn() {
        purchases(2, Duration.ofDays(3));
        Instant end = time.instant().minus(Duration.ofDays(2));
        simulator.invoices().store(3, simulator.nip(), OTHER, end.minus(Duration.ofHours(5)), end);
        SyncOptions all = options().as(SubjectType.SELLER, SubjectType.BUYER, SubjectType.THIRD_SUBJECT);
        SyncReport report = company.sync(all, taken::add).orThrow();
        assertThat(report.chains()).extracting(ChainReport::handedOut).containsExactlyInAnyOrder(3L, 2L, 0L);
        assertThat(report.handedOut()).isEqualTo(5);
        assertThat(taken)
                .filteredOn(invoice -> invoice.subjectType() == SubjectType.SELLER)
                .hasSize(3);
    }

    @Test
    void consumerThatFails_getsTheSameInvoiceAgain_andNothingElse() {
        List<String> stored = purchases(60, Duration.ofDays(3));
        SyncConsumer failing = invoice -> {
            if (taken.size() == 31) {
                throw new IllegalStateException("the application's own");
            }
            taken.add(invoice);
        };
        SyncReport failed = company.sync(options(), failing);
        assertThat(failed.isWhole()).isFalse();
        assertThatThrownBy(failed::orThrow).hasMessage("the application's own");
        assertThat(taken).hasSize(31);

        List<SyncedInvoice> before = List.copyOf(taken);
        taken.clear();
        company.sync(options(), taken::add).orThrow();
        assertThat(numbers(taken)).containsExactlyElementsOf(stored.subList(31, 60));
        assertThat(before).noneMatch(SyncedInvoice::isRepeat);
        assertThat(taken.get(0).isRepeat())
                .as("which may have been taken before it failed")
                .isTrue();
    }

    @Test
    void invoiceThatCameLate_isFoundByTheAudit_andHandedOut() {
        purchases(20, Duration.ofDays(3));
        only(company.sync(options(), taken::add));
        Instant before = time.instant().minus(Duration.ofDays(2));
        String late = simulator
                .invoices()
                .store(1, OTHER, simulator.nip(), before, before)
                .get(0);
        time.advance(Duration.ofMinutes(20));
        taken.clear();
        only(company.sync(options(), taken::add));
        assertThat(taken).as("what lies below the mark").isEmpty();

        AuditReport audit = company.invoiceSync()
                .audit(SubjectType.BUYER, time.instant().minus(Duration.ofDays(7)), options(), taken::add);
        assertThat(audit.late()).containsExactly(KsefNumber.of(late));
        assertThat(audit.checked()).isEqualTo(21);
        assertThat(numbers(taken)).containsExactly(late);

        AuditReport again = company.invoiceSync()
                .audit(SubjectType.BUYER, time.instant().minus(Duration.ofDays(7)), options(), taken::add);
        assertThat(again.late()).isEmpty();
        assertThat(again.unseen()).isEmpty();
        assertThat(again.completeUpTo())
                .isEqualTo(company.invoiceSync().mark(SubjectType.BUYER).orElseThrow());
        assertThat(taken).hasSize(1);
    }

    @Test
    void invoiceThatWasWithheld_comesOnceItIsStored_whateverDateItGets() {
        List<String> stored = purchases(4, Duration.ofDays(3));
        simulator.invoices().withhold(stored.get(2));
        SyncOptions audited = options().auditEvery(1, Duration.ofDays(7));
        ChainReport report = only(company.sync(audited, taken::add));
        assertThat(taken).hasSize(3);
        assertThat(report.audit().orElseThrow().late()).isEmpty();

        simulator
                .invoices()
                .setPermanentStorageDate(stored.get(2), time.instant().minus(Duration.ofDays(1)));
        time.advance(Duration.ofMinutes(20));
        taken.clear();
        report = only(company.sync(audited, taken::add));
        assertThat(report.audit().orElseThrow().late()).containsExactly(KsefNumber.of(stored.get(2)));
        assertThat(numbers(taken)).containsExactly(stored.get(2));
    }

    @Test
    void folder_hasEachInvoiceOnce() throws IOException {
        List<String> stored = purchases(60, Duration.ofDays(3));
        company.sync(options(), SyncConsumer.into(ksef.folder(folder))).orThrow();
        company.invoiceSync().beginAnew(SubjectType.BUYER);
        company.sync(options(), SyncConsumer.into(ksef.folder(folder))).orThrow();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".xml")))
                    .containsExactlyInAnyOrderElementsOf(
                            stored.stream().map(number -> number + ".xml").toList());
        }
    }

    @Test
    void oneTaxpayerThatFails_holdsUpNoOther() {
        List<Nip> taxpayers = new ArrayList<>();
        Map<Nip, Credentials> tokens = new HashMap<>();
        for (String nip : List.of("5265877635", "7156919057", "8976111986", "9462247043")) {
            tokens.put(Nip.of(nip), Credentials.ksefToken(simulator.addTaxpayer(nip)));
            taxpayers.add(Nip.of(nip));
            Instant end = time.instant().minus(Duration.ofDays(2));
            simulator.invoices().store(30, OTHER, nip, end.minus(Duration.ofHours(5)), end);
        }
        var seen = new ConcurrentLinkedQueue<SyncedInvoice>();
        try (KsefClient many = KsefClient.builder()
                .environment(environment)
                .credentials(CredentialsProvider.of(tokens))
                .time(time)
                .listener(events)
                .build()) {
            List<SyncReport> reports = many.sync(taxpayers, options(), invoice -> {
                if (invoice.context().value().equals("7156919057")) {
                    throw new IllegalStateException("the application's own");
                }
                seen.add(invoice);
            });
            reports.get(0).orThrow();
            assertThat(reports).extracting(SyncReport::context).containsExactlyElementsOf(taxpayers);
            assertThat(reports).extracting(SyncReport::isWhole).containsExactly(true, false, true, true);
            assertThat(seen).hasSize(90);
        }
    }

    @Test
    void chainThatAnotherProcessWorksOn_isToldAndLeftAlone() {
        purchases(3, Duration.ofDays(3));
        var key = new SyncKey("simulated", Nip.of(simulator.nip()), SubjectType.BUYER);
        SyncOptions hasty = options().patience(Duration.ofSeconds(1));
        try (JournalLease held = states.lease(key, Deadline.after(Duration.ofSeconds(1), time))) {
            SyncReport report = company.sync(hasty, taken::add);
            assertThat(report.chains().get(0).failure()).containsInstanceOf(KsefStorageException.class);
            assertThat(held.records()).isEmpty();
        }
        assertThat(taken).isEmpty();
        company.sync(options(), taken::add).orThrow();
        assertThat(taken).hasSize(3);
    }

    @Test
    void syncAtIntervals_runsUntilItIsClosed() throws InterruptedException {
        purchases(3, Duration.ofDays(3));
        var runs = new CountDownLatch(3);
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        try (RunningSync running = ksef.syncEvery(
                RunningSync.USUAL_INTERVAL,
                List.of(Nip.of(simulator.nip())),
                options(),
                invoice -> {},
                reports -> runs.countDown(),
                failures::add)) {
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(running.isRunning()).isTrue();
            running.close();
            assertThat(running.isRunning()).isFalse();
        }
        assertThat(failures).isEmpty();
    }
}
