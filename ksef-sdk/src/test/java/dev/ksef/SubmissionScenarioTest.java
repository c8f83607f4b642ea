package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.BadInvoices;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionType;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many invoices, sent as one act. */
class SubmissionScenarioTest extends Scenario {

    private static final SubmissionId ID = SubmissionId.of("run 2026-11/1");

    @TempDir
    Path work;

    @TempDir
    Path archive;

    private SubmissionOptions.Builder options() {
        return SubmissionOptions.builder().workDirectory(work);
    }

    private List<InvoiceSource> invoices(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> InvoiceSource.of("źródło " + i + ".xml", invoice(prefix + "/" + i)))
                .toList();
    }

    private List<SessionSummary> sessions(SessionType type) {
        return company.sessions().stream(SessionFilter.of(type)).toList();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.toList();
        }
    }

    @Test
    void manyInvoices_goInOnePackage_andEachHasItsResult() throws Exception {
        List<InvoiceSource> invoices = invoices("FV/M", 60);

        SubmissionReport report = company.submit(ID, invoices, options().build());

        assertThat(report.ended()).isTrue();
        assertThat(report.results()).hasSize(60).allMatch(result -> result.state() == State.ACCEPTED);
        assertThat(report.results())
                .extracting(InvoiceResult::name)
                .as("in the order of the input")
                .isEqualTo(invoices.stream().map(InvoiceSource::name).toList());
        assertThat(report.results())
                .extracting(InvoiceResult::ksefNumber)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(sessions(SessionType.BATCH)).hasSize(1);
        assertThat(sessions(SessionType.ONLINE)).isEmpty();
        assertThat(left()).as("what lies in the work directory afterwards").isEmpty();
    }

    @Test
    void fewInvoices_goOneByOne() {
        SubmissionReport report =
                company.submit(ID, invoices("FV/F", 3), options().build());

        assertThat(report.isComplete()).isTrue();
        assertThat(report.ended()).isTrue();
        assertThat(sessions(SessionType.ONLINE)).hasSize(1);
        assertThat(sessions(SessionType.BATCH)).isEmpty();
    }

    @Test
    void sameSubmission_again_isOnlyRead() {
        List<InvoiceSource> invoices = invoices("FV/A", 3);
        SubmissionReport first = company.submit(ID, invoices, options().build());
        int before = contract.exchanges().size();

        SubmissionReport second = company.submit(ID, invoices, options().build());

        assertThat(second).isEqualTo(first);
        assertThat(contract.exchanges()).as("exchanges").hasSize(before);
        assertThat(company.submissions().find(ID)).contains(first);
        assertThat(company.submissions().list()).containsExactly(ID);
    }

    @Test
    void sameName_forOtherInvoices_isRefused() {
        company.submit(ID, invoices("FV/O", 3), options().build());
        List<InvoiceSource> swapped = new ArrayList<>(invoices("FV/O", 3));
        swapped.add(swapped.remove(0));

        for (List<InvoiceSource> others : List.of(invoices("FV/P", 3), invoices("FV/O", 2), swapped)) {
            assertThatThrownBy(() -> company.submit(ID, others, options().build()))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining("run 2026-11/1")
                    .hasMessageContaining("another name");
        }
    }

    @Test
    void badInvoices_areToldTogether_andNothingIsSent() {
        List<InvoiceSource> invoices = new ArrayList<>(invoices("FV/B", 40));
        invoices.add(5, InvoiceSource.of("bad.xml", "<Faktura/>".getBytes(StandardCharsets.UTF_8)));
        invoices.add(9, InvoiceSource.of("worse.xml", "no XML".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> company.submit(ID, invoices, options().build()))
                .isInstanceOfSatisfying(
                        KsefInvalidPackageException.class,
                        refused ->
                                assertThat(refused.findings().keySet()).containsExactly("#6 bad.xml", "#10 worse.xml"));
        assertThat(sessions(SessionType.BATCH)).isEmpty();
        assertThat(company.submissions().list()).isEmpty();

        SubmissionReport report = company.submit(
                ID, invoices, options().badInvoices(BadInvoices.LEAVE_OUT).build());
        assertThat(report.ended()).isTrue();
        assertThat(report.in(State.ACCEPTED)).hasSize(40);
        assertThat(report.in(State.LEFT_OUT)).extracting(InvoiceResult::index).containsExactly(5, 9);
        assertThat(report.in(State.LEFT_OUT))
                .allMatch(result -> !result.reason().isEmpty());
    }

    @Test
    void invoicesThatTheBuyerIssues_haveASessionOfTheirOwn_andAreToldWhichRightIsMissing() {
        List<InvoiceSource> mixed = new ArrayList<>(invoices("FV/own", 2));
        AnInvoice sellers = AnInvoice.of("1111111111", "SF/1", today())
                .buyer(simulator.nip())
                .selfInvoicing();
        mixed.add(1, InvoiceSource.of("in the seller's name", sellers.xml()));

        for (Way way : List.of(Way.ONLINE, Way.BATCH)) {
            SubmissionReport report = company.submit(
                    SubmissionId.of("by " + way), mixed, options().way(way).build());

            assertThat(report.results())
                    .extracting(InvoiceResult::state, InvoiceResult::selfInvoicing)
                    .containsExactly(
                            tuple(State.ACCEPTED, false), tuple(State.REJECTED, true), tuple(State.ACCEPTED, false));
            assertThat(report.results().get(1).code()).isEqualTo(410);
            assertThat(report.results().get(1).reason()).contains("must grant it SelfInvoicing");
            assertThat(report.results().get(1).session())
                    .isNotEqualTo(report.results().get(0).session())
                    .isNotNull();
            assertThat(report.results().get(2).session())
                    .isEqualTo(report.results().get(0).session());
            assertThat(report).asString().contains("; 1 by self-invoicing");
            assertThat(company.submissions().find(report.id())).contains(report);
        }
        assertThat(sessions(SessionType.BATCH)).hasSize(2);
        assertThat(sessions(SessionType.ONLINE)).hasSize(2);
    }

    @Test
    void invoices_thatDoNotFitIntoOnePackage_goInSeveral() {
        var small = PackageLimits.USUAL.withMostInvoices(25).withPartBytes(2000);

        SubmissionReport report = company.submit(
                ID, invoices("FV/S", 60), options().way(Way.BATCH).limits(small).build());

        assertThat(report.isComplete()).isTrue();
        assertThat(sessions(SessionType.BATCH)).hasSize(3);
    }

    @Test
    void tarGz_givesTheSameResults() {
        try (KsefClient tars = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .archiver(TarGzArchiver.create())
                .build()) {
            SubmissionReport report = tars.forNip(simulator.nip())
                    .submit(ID, invoices("FV/T", 12), options().way(Way.BATCH).build());
            assertThat(report.isComplete()).isTrue();
        }
    }

    @Test
    void sameFile_acceptedBefore_isOurs_andAnotherWithItsNumberIsNot() {
        byte[] before = invoice("FV/D/1");
        var earlier = company.submit(
                SubmissionId.of("earlier"),
                List.of(InvoiceSource.of("a", before)),
                options().build());
        byte[] other = new String(invoice("FV/D/1"), StandardCharsets.UTF_8)
                .replace("</Fa>", " </Fa>")
                .getBytes(StandardCharsets.UTF_8);
        time.advance(Duration.ofMinutes(5));

        for (Way way : List.of(Way.ONLINE, Way.BATCH)) {
            SubmissionReport report = company.submit(
                    SubmissionId.of("by " + way),
                    List.of(
                            InvoiceSource.of("the same", before),
                            InvoiceSource.of("another", other),
                            InvoiceSource.of("new", invoice("FV/D/" + way))),
                    options().way(way).build());

            assertThat(report.ended()).isTrue();
            assertThat(report.results())
                    .extracting(InvoiceResult::state)
                    .containsExactly(State.ACCEPTED, State.REJECTED, State.ACCEPTED);
            assertThat(report.results().get(0).ksefNumber())
                    .isEqualTo(earlier.results().get(0).ksefNumber());
            assertThat(report.results().get(1).reason()).contains("another invoice has this number");
        }
    }

    @Test
    void hundredDuplicates_areComparedWithFewQuestions_alsoWhereKsefNamesAWrongSession() {
        List<InvoiceSource> invoices = invoices("FV/Q", 100);
        SubmissionReport first =
                company.submit(SubmissionId.of("first"), invoices, options().build());
        time.advance(Duration.ofMinutes(5));
        for (int count : List.of(10, 100)) {
            boolean wrongly = count == 100;
            if (wrongly) {
                simulator.faults().add("POST /sessions/batch/{referenceNumber}/close=wrong-original");
            }
            int before = contract.exchanges().size();

            SubmissionReport second = company.submit(
                    SubmissionId.of("again " + count),
                    invoices.subList(0, count),
                    options().way(Way.BATCH).build());

            assertThat(second.isComplete()).isTrue();
            assertThat(second.results()).allMatch(result -> result.code() == 440);
            assertThat(second.results())
                    .extracting(InvoiceResult::ksefNumber)
                    .isEqualTo(first.results().stream()
                            .limit(count)
                            .map(InvoiceResult::ksefNumber)
                            .toList());
            assertThat(contract.exchanges().stream()
                            .skip(before)
                            .filter(exchange -> exchange.uri().getPath().endsWith("/invoices/query/metadata")))
                    .as("questions about metadata, of which KSeF takes 20 an hour")
                    .hasSize(wrongly ? 1 : 0);
        }
    }

    @Test
    void twoEntries_withTheSameBytes_areOneInvoice() {
        byte[] twice = invoice("FV/2");
        List<InvoiceSource> invoices = new ArrayList<>(invoices("FV/E", 3));
        invoices.add(InvoiceSource.of("first", twice));
        invoices.add(InvoiceSource.of("second", twice));

        SubmissionReport report =
                company.submit(ID, invoices, options().way(Way.BATCH).build());

        assertThat(report.results()).extracting(InvoiceResult::state).containsOnly(State.ACCEPTED);
        assertThat(report.results().get(4).ksefNumber())
                .isEqualTo(report.results().get(3).ksefNumber());
        assertThat(report.results().get(4).code()).isEqualTo(440);
    }

    @Test
    void acceptedInvoices_areStoredBesideTheirUpo() throws Exception {
        List<InvoiceSource> invoices = invoices("FV/U", 35);

        SubmissionReport report =
                company.submit(ID, invoices, options().archive(archive).build());

        for (InvoiceResult result : report.results()) {
            String name = String.valueOf(result.ksefNumber());
            assertThat(Files.readAllBytes(archive.resolve(name + ".xml")))
                    .isEqualTo(invoices.get(result.index()).read().bytes());
            assertThat(archive.resolve(name + ".upo.xml")).content().contains(name);
        }
        try (Stream<Path> files = Files.list(archive)) {
            assertThat(files).hasSize(70);
        }
    }

    @Test
    void folder_isSent() throws Exception {
        for (int i = 1; i <= 5; i++) {
            Files.write(archive.resolve("faktura " + i + ".xml"), invoice("FV/L/" + i));
        }
        Files.writeString(archive.resolve("readme.txt"), "no invoice");

        SubmissionReport report = company.submit(
                ID, InvoiceSource.folder(archive), options().way(Way.BATCH).build());

        assertThat(report.isComplete()).isTrue();
        assertThat(report.results())
                .extracting(InvoiceResult::name)
                .containsExactly("faktura 1.xml", "faktura 2.xml", "faktura 3.xml", "faktura 4.xml", "faktura 5.xml");
    }

    @Test
    void exportedJournal_isJson_andHasEachNameAndResult() {
        String odd = "of \"Żółw\"\\\u2028\n\t\u0001🦓.xml";
        SubmissionReport report = company.submit(
                ID, List.of(InvoiceSource.of(odd, invoice("FV/J/1"))), options().build());
        var out = new ByteArrayOutputStream();

        company.submissions().export(ID, out);

        List<JsonNode> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(lines).hasSameSizeAs(company.submissions().records(ID));
        assertThat(lines.get(0).at("/type").asString()).isEqualTo("invoice-planned");
        assertThat(lines.get(0).at("/values/name").asString()).isEqualTo(odd);
        assertThat(lines)
                .filteredOn(line -> line.at("/type").asString().equals("invoice-result"))
                .singleElement()
                .satisfies(line -> assertThat(line.at("/values/ksef-number").asString())
                        .isEqualTo(String.valueOf(report.results().get(0).ksefNumber())));
        assertThat(lines.get(lines.size() - 1).at("/type").asString()).isEqualTo("submission-ended");
    }

    @Test
    void forgotten_isGone_butNotBeforeItHasEnded() {
        SubmissionJournal journal = SubmissionJournal.inMemory(time);
        assertThat(journal.submissions()).isEmpty();
        company.submit(ID, invoices("FV/G", 2), options().build());
        company.submissions().forget(ID);
        assertThat(company.submissions().list()).isEmpty();
        assertThat(company.submissions().find(ID)).isEmpty();
    }

    @Test
    void acceptedInvoices_areStoredLater_whereTheyWereNotStoredAtOnce() throws Exception {
        List<InvoiceSource> invoices = invoices("FV/V", 3);
        company.submit(ID, invoices, options().build());

        company.submit(ID, invoices, options().archive(archive).build());

        try (Stream<Path> files = Files.list(archive)) {
            assertThat(files).hasSize(6);
        }
    }

    @Test
    void invoice_thatHadBeenAccepted_isStoredToo() throws Exception {
        byte[] before = invoice("FV/W/1");
        company.submit(
                SubmissionId.of("before"),
                List.of(InvoiceSource.of("a", before)),
                options().build());

        SubmissionReport report = company.submit(
                ID,
                List.of(InvoiceSource.of("a", before)),
                options().archive(archive).build());

        String name = String.valueOf(report.results().get(0).ksefNumber());
        assertThat(report.results().get(0).code()).isEqualTo(440);
        assertThat(Files.readAllBytes(archive.resolve(name + ".xml"))).isEqualTo(before);
        assertThat(archive.resolve(name + ".upo.xml")).content().contains(name);
    }

    @Test
    void sendsBeyondTheHour_goOnWhenTheLimitsLetThem() {
        SubmissionReport report = company.submit(
                ID,
                invoices("FV/H", 185),
                options().way(Way.ONLINE).patience(Duration.ofHours(3)).build());

        assertThat(report.isComplete()).isTrue();
        assertThat(sessions(SessionType.ONLINE))
                .as("sessions: the hour of the first was over")
                .hasSizeBetween(1, 3);
    }
}
