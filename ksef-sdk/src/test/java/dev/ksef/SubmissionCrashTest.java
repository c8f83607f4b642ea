package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.simulator.SimulatorBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that die at any step of a submission, and networks that lose any answer: nothing is lost, and nothing doubled. */
class SubmissionCrashTest extends Scenario {

    private static final int INVOICES = 4;
    private static final int MOST_TRIES = 10;

    private final SubmissionJournal disk = SubmissionJournal.inMemory(time);

    /** Reads as often as it likes. */
    private final KsefClient auditor = KsefClient.builder()
            .environment(environment)
            .credentials(Credentials.ksefToken(simulator.token()))
            .time(time)
            .rateLimiter(RateLimiter.none())
            .build();

    @TempDir
    Path work;

    @AfterEach
    void close() {
        auditor.close();
    }

    @Override
    SimulatorBuilder settings() {
        return super.settings().waiting(time::advance);
    }

    private SubmissionOptions options(Way way) {
        return SubmissionOptions.builder().way(way).workDirectory(work).build();
    }

    private List<InvoiceSource> invoices(String prefix) {
        return IntStream.rangeClosed(1, INVOICES)
                .mapToObj(i -> InvoiceSource.of(i + ".xml", invoice(prefix + "/" + i)))
                .toList();
    }

    private KsefClient process(SubmissionJournal journal) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .journal(journal)
                .listener(events)
                .build();
    }

    private SubmissionReport submit(SubmissionJournal journal, SubmissionId id, String prefix, Way way) {
        try (KsefClient client = process(journal)) {
            return client.forNip(simulator.nip()).submit(id, invoices(prefix), options(way));
        }
    }

    /** How often each number is in KSeF. */
    private Map<String, Long> stored(String prefix) {
        List<InvoiceMetadata> found = new ArrayList<>();
        PageRequest page = PageRequest.FIRST;
        for (boolean more = true; more; page = page.next()) {
            InvoiceMetadataPage listed = auditor.forNip(simulator.nip())
                    .invoices()
                    .list(
                            InvoiceQuery.asSeller()
                                    .byInvoicingDate()
                                    .from(today().minusDays(2))
                                    .build(),
                            page);
            found.addAll(listed.invoices());
            more = listed.hasMore();
        }
        return found.stream()
                .map(InvoiceMetadata::invoiceNumber)
                .filter(number -> number.startsWith(prefix + "/"))
                .collect(Collectors.groupingBy(number -> number, Collectors.counting()));
    }

    private void isWhole(SubmissionReport report, String prefix) {
        assertThat(report.ended()).as("ended").isTrue();
        assertThat(report.results()).as("results").hasSize(INVOICES).allMatch(one -> one.state() == State.ACCEPTED);
        assertThat(report.results())
                .extracting(InvoiceResult::ksefNumber)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(stored(prefix))
                .as("in KSeF")
                .hasSize(INVOICES)
                .allSatisfy((number, count) -> assertThat(count).as(number).isOne());
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(
            value = Way.class,
            names = {"ONLINE", "BATCH"})
    void process_thatDiesAtAnyWrite_isFollowedByOneThatFinishes(Way way) throws Exception {
        var counting = new CrashingJournal(SubmissionJournal.inMemory(time), 0, false);
        submit(counting, SubmissionId.of("counted"), "FV/" + way, way);
        assertThat(counting.writes()).as("writes of a submission").isGreaterThan(6);

        for (int write = 1; write <= counting.writes(); write++) {
            for (boolean written : new boolean[] {false, true}) {
                String prefix = "FV/" + way + "/" + write + written;
                SubmissionId id = SubmissionId.of(prefix);
                assertThat(catchThrowable(
                                () -> submit(new CrashingJournal(disk, attemptOf(prefix), written), id, prefix, way)))
                        .as("write %d of %s", write, way)
                        .isInstanceOf(CrashingJournal.Crash.class);

                isWhole(submit(disk, id, prefix, way), prefix);
            }
        }
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).as("left in the work directory").isEmpty();
        }
    }

    /** A process that had less to write than was thought does not die. */
    private void dies(SubmissionJournal journal, SubmissionId id, String prefix, Way way) {
        Throwable death = catchThrowable(() -> submit(journal, id, prefix, way));
        if (death != null) {
            assertThat(death).isInstanceOf(CrashingJournal.Crash.class);
        }
    }

    private static int attemptOf(String prefix) {
        return Integer.parseInt(prefix.replaceAll(".*/(\\d+)(true|false)$", "$1"));
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(
            value = Way.class,
            names = {"ONLINE", "BATCH"})
    void process_thatDiesTwice_isFollowedByOneThatFinishes(Way way) {
        for (int first = 1; first <= 9; first++) {
            String prefix = "FV/T" + way + "/" + first;
            SubmissionId id = SubmissionId.of(prefix);
            for (int write : new int[] {first, 10 - first}) {
                dies(new CrashingJournal(disk, write, true), id, prefix, way);
            }
            isWhole(submit(disk, id, prefix, way), prefix);
        }
    }

    @Test
    void reconcile_afterACrash_endsWhatCanBeEnded_andSendsNothing() {
        var dies = new CrashingJournal(disk, 5, true);
        dies(dies, SubmissionId.of("closing"), "FV/RC", Way.BATCH);
        dies(new CrashingJournal(disk, 2, true), SubmissionId.of("opening"), "FV/RO", Way.BATCH);
        try (KsefClient client = process(disk)) {
            KsefContextClient view = client.forNip(simulator.nip());

            List<SubmissionReport> reports = view.submissions().reconcile(Duration.ofMinutes(5));

            assertThat(reports).extracting(report -> report.id().value()).containsExactly("closing", "opening");
            assertThat(reports.get(0).ended()).as("what was about to be closed").isTrue();
            assertThat(reports.get(1).in(State.UNKNOWN))
                    .as("what was never sent")
                    .hasSize(INVOICES);
            assertThat(reports.get(1).ended()).isFalse();
            assertThat(stored("FV/RO")).isEmpty();
            assertThat(view.submissions().reconcile(Duration.ofMinutes(5)))
                    .as("reconciled again")
                    .hasSize(1);
        }
        isWhole(submit(disk, SubmissionId.of("closing"), "FV/RC", Way.BATCH), "FV/RC");
        isWhole(submit(disk, SubmissionId.of("opening"), "FV/RO", Way.BATCH), "FV/RO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /sessions/batch#1=drop-before",
                "POST /sessions/batch#1=drop-after",
                "POST /sessions/batch#1-3=drop-after",
                "POST /sessions/batch#1=500",
                "POST /sessions/batch#1=key-rotation:symmetric",
                "POST /sessions/batch#1=session-415",
                "POST /sessions/batch/{referenceNumber}/close#1=drop-before",
                "POST /sessions/batch/{referenceNumber}/close#1-3=drop-after",
                "POST /sessions/batch/{referenceNumber}/close#1=502",
                "POST /sessions/batch/{referenceNumber}/close#1=html:200",
                "POST /sessions/batch/{referenceNumber}/close#1=invoices-550",
                "POST /sessions/batch/{referenceNumber}/close#1-2=batch-500",
                "POST /sessions/batch/{referenceNumber}/close#1-4=batch-500",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1=drop-before",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1=drop-after",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1-3=reset",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1-2=503",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1=html:200",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1=403-expired",
                "PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1=redirect-loop",
                "GET /sessions/{referenceNumber}#every:2=503",
                "GET /sessions/{referenceNumber}/invoices#1=truncated"
            })
    void batch_inSpiteOfTrouble_isWhole(String rule) {
        String prefix = "FV/X";
        simulator.faults().add(rule);

        isWhole(untilEnded("x", prefix, Way.BATCH), prefix);

        assertThat(simulator.faults().met().values()).as("the fault was met").allMatch(times -> times > 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /sessions/online#1=drop-after",
                "POST /sessions/online#1=session-415",
                "POST /sessions/online/{referenceNumber}/invoices#1=drop-before",
                "POST /sessions/online/{referenceNumber}/invoices#every:2=drop-after",
                "POST /sessions/online/{referenceNumber}/invoices#1-4=drop-after",
                "POST /sessions/online/{referenceNumber}/invoices#2=21180",
                "POST /sessions/online/{referenceNumber}/invoices#2=21184",
                "POST /sessions/online/{referenceNumber}/invoices#2=500",
                "POST /sessions/online/{referenceNumber}/close#1-3=drop-after",
                "POST /sessions/online/{referenceNumber}/close#1=502",
                "GET /sessions/{referenceNumber}/invoices#1=drop-before"
            })
    void sendsOneByOne_inSpiteOfTrouble_areWhole(String rule) {
        String prefix = "FV/Y";
        simulator.faults().add(rule);

        isWhole(untilEnded("y", prefix, Way.ONLINE), prefix);

        assertThat(simulator.faults().met().values()).as("the fault was met").allMatch(times -> times > 0);
    }

    /** What a program does that is told of trouble: it submits again. */
    private SubmissionReport untilEnded(String id, String prefix, Way way) {
        KsefException last = null;
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            try {
                SubmissionReport report = submit(disk, SubmissionId.of(id), prefix, way);
                if (report.ended()) {
                    return report;
                }
            } catch (KsefException trouble) {
                last = trouble;
            }
            time.advance(Duration.ofMinutes(1));
        }
        throw new AssertionError("It did not end in " + MOST_TRIES + " tries", last);
    }

    @Test
    void invoice_thatKsefRefusesForGood_isSentOnce() {
        simulator.faults().add("POST /sessions/online/{referenceNumber}/invoices#2=invoice-430");

        SubmissionReport report = submit(disk, SubmissionId.of("r"), "FV/R", Way.ONLINE);

        assertThat(report.ended()).isTrue();
        assertThat(report.results())
                .extracting(InvoiceResult::state)
                .containsExactly(State.ACCEPTED, State.REJECTED, State.ACCEPTED, State.ACCEPTED);
        assertThat(report.results().get(1).code()).isEqualTo(430);
    }
}
