package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.sync.RunningSync;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.domain.sync.SyncedInvoice;
import dev.ksef.examples.OfficialContract;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets on fetching all purchases, and on proving that none is missing; the reports that the guide shows are real ones. */
class PurchasesSnippetsTest {

    private static final String NIP = "5265877635";
    private static final String SECOND = "7156919057";
    private static final String SELLER = "1111111111";
    private static final Path GUIDE = Path.of("..", "docs", "guide");

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .observer(contract)
            .nip(NIP)
            .exportDelay(Duration.ofSeconds(20))
            .maxInvoicesPerExport(30)
            .start();
    private final String second = simulator.addTaxpayer(SECOND);
    private final byte[] key = new byte[32];
    private FileSyncStateStore states;
    private FileKeyStore keys;
    private KsefClient ksef;
    private KsefContextClient company;

    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    @TempDir
    private Path stateFolder;

    @TempDir
    private Path keyFolder;

    @BeforeEach
    void begin() {
        new Random(1).nextBytes(key);
        startProcess();
    }

    private void startProcess() {
        states = Purchases.states(stateFolder, key);
        keys = Purchases.keys(keyFolder, key);
        ksef = Purchases.client(
                KsefClient.builder()
                        .environment(KsefEnvironment.custom(
                                "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                        .credentials(CredentialsProvider.of(Map.of(
                                Nip.of(NIP), Credentials.ksefToken(simulator.token()),
                                Nip.of(SECOND), Credentials.ksefToken(second))))
                        .time(time),
                states,
                keys);
        company = ksef.forNip(NIP);
    }

    private void endProcess() {
        ksef.close();
        keys.close();
        states.close();
    }

    @AfterEach
    void stop() {
        endProcess();
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void firstRun_fetchesAll_andTheNextProcess_onlyWhatIsNew() throws IOException {
        purchases(NIP, 80, "2026-02-03T08:00:00Z", "2026-10-30T16:00:00Z");
        SyncReport report = Purchases.fetch(ksef, company, folder);
        List<String> lines = new ArrayList<>(Purchases.lines(report));
        assertThat(stored()).hasSize(80);
        assertThat(simulator.exports().started()).isGreaterThan(2);
        endProcess();
        time.advance(Duration.ofMinutes(30));
        purchases(NIP, 7, "2026-11-02T10:05:00Z", "2026-11-02T10:10:00Z");
        int exports = simulator.exports().started();
        startProcess();

        report = Purchases.fetch(ksef, company, folder);
        lines.addAll(Purchases.lines(report));
        assertThat(report.handedOut()).isEqualTo(7);
        assertThat(simulator.exports().started())
                .as("a few are fetched one by one")
                .isEqualTo(exports);
        assertThat(stored()).hasSize(87);
        assertShown("fetch-all-purchases.md", lines);
    }

    @Test
    void failedRun_isToldInTheReport_andGoesOnLater() throws IOException {
        purchases(NIP, 30, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        simulator.faults().add("POST /invoices/exports=503");
        SyncOptions hasty = SyncOptions.from(Instant.parse("2026-10-01T00:00:00Z"))
                .subjects(SubjectType.BUYER)
                .patience(Duration.ofMinutes(5));
        SyncReport failed = company.sync(hasty, SyncConsumer.into(ksef.folder(folder)));
        assertThat(Purchases.lines(failed)).hasSize(2).last().asString().startsWith("  It ended early: ");
        simulator.faults().clear();
        assertThat(Purchases.fetch(ksef, company, folder).isComplete()).isTrue();
        assertThat(stored()).hasSize(30);
    }

    @Test
    void ownTables_haveEachInvoiceOnce_andWhatBelongsToIt() {
        purchases(NIP, 60, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        var ledger = new MemoryLedger();
        SyncConsumer consumer = Purchases.intoTables(ledger);
        SyncOptions options = buyer("2026-10-01T00:00:00Z");
        SyncReport failed = company.sync(options, invoice -> {
            consumer.take(invoice);
            if (ledger.rows.size() == 31) {
                throw new IllegalStateException("It died after the commit");
            }
        });
        assertThat(failed.isComplete()).isFalse();
        SyncReport report = company.sync(options, consumer).orThrow();
        assertThat(report.chains().get(0).repeats()).isPositive();
        assertThat(ledger.rows).hasSize(60);
        assertThat(ledger.toBeApproved).hasSameElementsAs(ledger.rows.keySet()).doesNotHaveDuplicates();
    }

    @Test
    void manyTaxpayers_haveAFolderAndAReportEach() {
        purchases(NIP, 30, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        purchases(SECOND, 5, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        List<SyncReport> reports = Purchases.fetchForAll(
                ksef, List.of(Nip.of(NIP), Nip.of(SECOND)), buyer("2026-10-01T00:00:00Z"), folder);
        assertThat(reports).extracting(SyncReport::handedOut).containsExactly(30L, 5L);
        assertThat(folder.resolve(SECOND)).isDirectoryContaining("glob:**.json");
    }

    @Test
    void runs_comeAtIntervals_untilTheyAreStopped() throws InterruptedException {
        purchases(NIP, 5, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        var runs = new CountDownLatch(3);
        var alarms = new ConcurrentLinkedQueue<RuntimeException>();
        RunningSync running = Purchases.keepFetching(
                ksef,
                List.of(Nip.of(NIP)),
                Completeness.audited(Purchases.options(buyer("2026-10-01T00:00:00Z"), work)),
                SyncConsumer.into(ksef.folder(folder)),
                report -> runs.countDown(),
                alarms::add);
        assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
        running.close();
        assertThat(running.isRunning()).isFalse();
        assertThat(alarms).isEmpty();
    }

    @Test
    void query_isDownloaded_orReadAsAStream_orAsMetadata() throws IOException {
        List<String> october = purchases(NIP, 40, "2026-10-02T08:00:00Z", "2026-10-30T16:00:00Z");
        purchases(NIP, 3, "2026-11-01T08:00:00Z", "2026-11-01T09:00:00Z");
        assertThat(Purchases.download(ksef, company, folder)).isEqualTo(40);
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(october);
        assertThat(Purchases.inEuros(company)).as("they are in PLN").isEmpty();
        assertThat(Purchases.metadata(company, all()))
                .as("as many as one package has")
                .hasSize(30)
                .extracting(InvoiceMetadata::buyer)
                .isNotEmpty();
    }

    @Test
    void export_isFinishedByAnotherProcess() throws IOException {
        List<String> stored = purchases(NIP, 12, "2026-10-02T08:00:00Z", "2026-10-30T16:00:00Z");
        ReferenceNumber started = Purchases.start(company, all());
        endProcess();
        startProcess();
        Path file = work.resolve("package.zip");
        Purchases.finish(company, started, file);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName().replace(".xml", "")))
                    .contains("_metadata.json")
                    .containsAll(stored);
        }
        assertThatThrownBy(() -> Purchases.finish(company, started, file))
                .as("its key was forgotten")
                .hasMessageContaining("forgotten");
    }

    @Test
    void audit_findsWhatCameLate() throws IOException {
        purchases(NIP, 40, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        SyncOptions options = buyer("2026-10-01T00:00:00Z");
        SyncConsumer consumer = SyncConsumer.into(ksef.folder(folder));
        company.sync(options, consumer).orThrow();
        time.advance(Duration.ofDays(1));
        String late = purchases(NIP, 1, "2026-10-28T08:00:00Z", "2026-10-28T08:00:00Z")
                .get(0);
        company.sync(options, consumer).orThrow();
        assertThat(stored()).as("what lies below the mark").hasSize(40);
        Set<KsefNumber> booked = stored().stream().map(KsefNumber::of).collect(Collectors.toSet());
        assertThat(Completeness.missing(company, booked)).containsExactly(KsefNumber.of(late));

        Instant from = Completeness.mark(company).minus(Duration.ofDays(7));
        List<String> lines = Completeness.lines(Completeness.audit(company, from, options, consumer));
        assertThat(lines).hasSize(2);
        assertThat(stored()).hasSize(41).contains(late);
        assertShown("prove-that-nothing-is-missing.md", lines);
    }

    @Test
    void booksFromABackup_areFilledAgain() {
        purchases(NIP, 40, "2026-10-20T08:00:00Z", "2026-10-30T16:00:00Z");
        company.sync(buyer("2026-10-01T00:00:00Z"), invoice -> {}).orThrow();
        List<SyncedInvoice> taken = new ArrayList<>();
        Completeness.again(company, taken::add, LocalDate.of(2026, 10, 25));
        assertThat(taken).hasSizeBetween(15, 25);
    }

    private static SyncOptions buyer(String from) {
        return SyncOptions.from(Instant.parse(from)).subjects(SubjectType.BUYER);
    }

    private InvoiceQuery all() {
        return InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(Instant.parse("2026-10-01T00:00:00Z"))
                .build();
    }

    private List<String> purchases(String buyer, int count, String first, String last) {
        return simulator.invoices().store(count, SELLER, buyer, Instant.parse(first), Instant.parse(last));
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml"))
                    .map(name -> name.replace(".xml", ""))
                    .toList();
        }
    }

    private static void assertShown(String page, List<String> lines) throws IOException {
        String shown = String.join("\n", lines);
        assertThat(masked(Files.readString(GUIDE.resolve(page))))
                .as("the guide shows this:\n" + shown)
                .contains(masked(shown));
    }

    /** KSeF's numbers without their random middle, and moments without their fractions. */
    private static String masked(String text) {
        return text.replaceAll("(\\d{10}-\\d{8}-)[0-9A-F]{12}-[0-9A-F]{2}", "$1...")
                .replaceAll("(T\\d\\d):\\d\\d(:\\d\\d)?(\\.\\d+)?Z", "$1Z");
    }

    /** Tables in memory. */
    private static final class MemoryLedger implements Purchases.Ledger {

        private final Map<KsefNumber, byte[]> rows = new LinkedHashMap<>();
        private final List<KsefNumber> toBeApproved = new ArrayList<>();

        @Override
        public void inTransaction(Runnable work) {
            work.run();
        }

        @Override
        public boolean add(KsefNumber number, byte[] xml) {
            return rows.putIfAbsent(number, xml) == null;
        }

        @Override
        public void toBeApproved(KsefNumber number) {
            toBeApproved.add(number);
        }
    }
}
