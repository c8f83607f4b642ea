package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.examples.OfficialContract;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets on sending many invoices as one act, run; and the report that the guide shows is a real one. */
class InvoiceFolderSnippetsTest {

    private static final String NIP = "5265877635";
    private static final SubmissionId RUN = SubmissionId.of("sales run 7");
    private static final Path PAGE = Path.of("..", "docs", "guide", "send-a-folder-of-invoices.md");

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .observer(contract)
            .nip(NIP)
            .processingDelay(Duration.ofSeconds(5))
            .start();
    private final byte[] key = new byte[32];
    private final List<String> told = new ArrayList<>();
    private FileSubmissionJournal journal;
    private FileKeyStore keys;
    private KsefClient ksef;
    private KsefContextClient company;

    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    @TempDir
    private Path archive;

    @TempDir
    private Path journals;

    @TempDir
    private Path keyFolder;

    @BeforeEach
    void begin() {
        new Random(1).nextBytes(key);
        startProcess(settings());
    }

    private KsefClient.Builder settings() {
        return InvoiceFolder.watched(
                KsefClient.builder()
                        .environment(KsefEnvironment.custom(
                                "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(time),
                told::add);
    }

    private void startProcess(KsefClient.Builder settings) {
        journal = InvoiceFolder.journal(journals, key);
        keys = InvoiceFolder.keys(keyFolder, key);
        ksef = InvoiceFolder.client(settings, journal, keys);
        company = ksef.forNip(NIP);
    }

    private void endProcess() {
        ksef.close();
        keys.close();
        journal.close();
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
    void report_isTheOneInTheGuide() throws IOException {
        write("sales-0007-001.xml", invoice("FV/7/1"));
        company.submit(SubmissionId.of("yesterday"), List.of(InvoiceSource.of("old.xml", invoice("FV/7/3"))));
        write("sales-0007-002.xml", "<Faktura>".getBytes(StandardCharsets.UTF_8));
        time.advance(Duration.ofHours(1));
        write("sales-0007-003.xml", invoice("FV/7/3"));
        for (int i = 4; i <= 40; i++) {
            write("sales-0007-%03d.xml".formatted(i), invoice("FV/7/" + i));
        }
        SubmissionReport report =
                company.submit(RUN, InvoiceSource.folder(folder), InvoiceFolder.options(archive, work));
        List<String> lines = InvoiceFolder.lines(report);
        String shown = String.join("\n", lines.subList(0, 5));
        assertThat(lines).hasSize(41);
        assertThat(masked(Files.readString(PAGE)))
                .as("the guide shows this:\n" + shown)
                .contains(masked(shown));
        assertThat(contract.exchanges()).contains("POST /v2/sessions/batch -> 201");
        assertThat(told).anyMatch(line -> line.startsWith("Upload: ")).anyMatch(line -> line.startsWith("Session: "));
        try (Stream<Path> stored = Files.list(archive)) {
            assertThat(stored).hasSize(2 * 38);
        }
        assertThat(work).as("no part stays").isEmptyDirectory();
    }

    /** KSeF's numbers without their random middle, and what comes of it. */
    private static String masked(String text) {
        return text.replaceAll("(\\d{10}-\\d{8}-)[0-9A-F]{12}-[0-9A-F]{2}", "$1...");
    }

    @Test
    void badInvoice_isToldBeforeAnythingIsSent() throws IOException {
        write("good.xml", invoice("FV/1"));
        write("bad.xml", "<Faktura>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> InvoiceFolder.submit(company, 7, folder))
                .isInstanceOf(KsefInvalidPackageException.class)
                .hasMessageContaining("bad.xml");
        assertThat(contract.exchanges()).noneMatch(exchange -> exchange.contains("/v2/sessions"));
        Files.delete(folder.resolve("bad.xml"));
        assertThat(InvoiceFolder.submit(company, 7, folder).isComplete())
                .as("the name was not used up")
                .isTrue();
        write("another.xml", invoice("FV/2"));
        assertThatThrownBy(() -> InvoiceFolder.submit(company, 7, folder))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("sales run 7");
    }

    @Test
    void anotherProcess_readsWhatBecameOfThem_andSendsNothingTwice() throws IOException {
        for (int i = 1; i <= 40; i++) {
            write(i + ".xml", invoice("FV/C/" + i));
        }
        List<InvoiceSource> invoices = InvoiceSource.folder(folder);
        SubmissionOptions options = InvoiceFolder.options(archive, work);
        simulator.faults().add("GET /sessions/{referenceNumber}=503");
        List<SubmissionReport> books = new ArrayList<>();
        assertThat(InvoiceFolder.isDone(company, RUN, invoices, options, books::add))
                .as("within twenty minutes")
                .isFalse();
        assertThat(books.remove(0).in(State.UNKNOWN)).hasSize(40);
        endProcess();
        simulator.faults().clear();
        startProcess(settings());

        InvoiceFolder.startUp(company, books::add);
        assertThat(books).singleElement().matches(SubmissionReport::isComplete, "complete");
        assertThat(InvoiceFolder.isDone(company, RUN, invoices, options, books::add))
                .isTrue();
        assertThat(books.get(1)).isEqualTo(books.get(0));
        assertThat(contract.exchanges().stream().filter("POST /v2/sessions/batch -> 201"::equals))
                .hasSize(1);
        InvoiceFolder.startUp(company, books::add);
        assertThat(books).as("nothing is left").hasSize(2);
    }

    @Test
    void offlineInvoices_andATechnicalCorrection_goUnderOneName() throws IOException {
        InvoiceXml broken = InvoiceXml.of(new String(invoice("FV/O/1"), StandardCharsets.UTF_8)
                .replace("</Faktura>", "")
                .getBytes(StandardCharsets.UTF_8));
        Sha256 rejected;
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            rejected =
                    session.send(broken, SendOptions.OFFLINE.withoutPreFlight()).hash();
        }
        time.advance(Duration.ofMinutes(1));
        Path mended = write("mended.xml", invoice("FV/O/1"));
        SubmissionReport report = InvoiceFolder.offline(
                company, RUN, List.of(InvoiceSource.of("other.xml", invoice("FV/O/2"))), mended, rejected);
        assertThat(report.results()).extracting(InvoiceResult::state).containsOnly(State.ACCEPTED);
    }

    @Test
    void onePackage_byHand() throws IOException {
        for (int i = 1; i <= 3; i++) {
            write(i + ".xml", invoice("FV/H/" + i));
        }
        assertThat(InvoiceFolder.onePackage(company, folder, work))
                .hasSize(3)
                .allMatch(result -> result.found().orElseThrow().status().isSuccess());
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void export_hasTheTypesOfRecordsThatTheGuideDescribes() throws IOException {
        write("1.xml", invoice("FV/E/1"));
        company.submit(RUN, InvoiceSource.folder(folder), InvoiceFolder.options(archive, work));
        Path file = work.resolve("journal.jsonl");
        InvoiceFolder.export(company, RUN, file);
        String guide = Files.readString(PAGE);
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(8).allSatisfy(line -> {
            Matcher parts = Pattern.compile("\\{\"at\":\"[^\"]+Z\",\"type\":\"([a-z-]+)\",\"values\":\\{.*}}")
                    .matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            assertThat(guide).contains("`" + parts.group(1) + "`");
        });
    }

    @Test
    void tarGz_isTakenToo_andWhatEndedIsForgottenInTime() throws IOException {
        endProcess();
        startProcess(InvoiceFolder.tarGz(settings()));
        for (int i = 1; i <= 40; i++) {
            write(i + ".xml", invoice("FV/T/" + i));
        }
        assertThat(InvoiceFolder.submit(company, 7, folder).isComplete()).isTrue();
        assertThat(InvoiceFolder.tidy(company)).isEmpty();
        time.advance(Duration.ofDays(91));
        assertThat(InvoiceFolder.tidy(company)).containsExactly(RUN);
        assertThat(company.submissions().list()).isEmpty();
    }

    private Path write(String name, byte[] xml) throws IOException {
        return Files.write(folder.resolve(name), xml);
    }

    private byte[] invoice(String number) {
        return SampleInvoice.xml(
                Nip.of(NIP), number, LocalDate.ofInstant(time.instant(), ZoneId.of("Europe/Warsaw")), time.instant());
    }
}
