package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionType;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Attempt;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.store.KeyStore;
import dev.ksef.testkit.store.MemoryKeyStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of packages that are cut off, and what the next process makes of them. */
class SubmissionResumptionTest extends Scenario {

    private static final SubmissionId ID = SubmissionId.of("resumed");
    private static final String PREFIX = "FV/RES";
    private static final int INVOICES = 5;
    private static final byte[] KEY = "a key of a test, thirty-two byte".getBytes(StandardCharsets.US_ASCII);

    /** The writes before the first part is there: begin, opening, opened. */
    private static final int BEFORE_PARTS = 3;

    /** Some tests last longer than a day, and the invoices stay the same. */
    private final LocalDate issued = today();

    @TempDir
    Path folder;

    private StoredInvoices stored;
    private int parts;

    @BeforeEach
    void countParts() {
        stored = new StoredInvoices(simulator, environment, time);
        company.submit(SubmissionId.of("counted"), invoices("FV/RE0"), options());
        parts = uploads();
        assertThat(parts).as("parts of the package").isBetween(4, 10);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    private SubmissionOptions options() {
        return SubmissionOptions.builder()
                .way(Way.BATCH)
                .limits(PackageLimits.USUAL.withPartBytes(450))
                .uploadsAtATime(1)
                .workDirectory(folder.resolve("work"))
                .build();
    }

    private List<InvoiceSource> invoices(String prefix) {
        return IntStream.rangeClosed(1, INVOICES)
                .mapToObj(i -> InvoiceSource.of(i + ".xml", invoice(simulator.nip(), prefix + "/" + i, issued)))
                .toList();
    }

    /** How many uploads were begun so far. */
    private int uploads() {
        return (int) events.of(Attempt.class).stream()
                .filter(attempt -> attempt.operation().startsWith("PUT"))
                .count();
    }

    private FileKeyStore keys() {
        return FileKeyStore.open(folder.resolve("keys"), KEY, time);
    }

    private <T> T process(
            UnaryOperator<SubmissionJournal> journal,
            UnaryOperator<KsefClient.Builder> settings,
            Function<KsefContextClient, T> work) {
        try (var disk = FileSubmissionJournal.open(folder.resolve("journal"), KEY, time);
                KsefClient client = settings.apply(KsefClient.builder()
                                .environment(environment)
                                .credentials(Credentials.ksefToken(simulator.token()))
                                .time(time)
                                .journal(journal.apply(disk))
                                .listener(events))
                        .build()) {
            return work.apply(client.forNip(simulator.nip()));
        }
    }

    /** A process with these keys that dies once so many parts are there. */
    private void diesAfter(int uploaded, KeyStore keys) {
        Throwable death = catchThrowable(() -> process(
                disk -> new CrashingJournal(disk, BEFORE_PARTS + uploaded, true),
                settings -> settings.keyStore(keys),
                view -> view.submit(ID, invoices(PREFIX), options())));
        assertThat(death).isInstanceOf(CrashingJournal.Crash.class);
    }

    private void diesAfter(int uploaded) {
        try (FileKeyStore keys = keys()) {
            diesAfter(uploaded, keys);
        }
    }

    private SubmissionReport submit(UnaryOperator<KsefClient.Builder> settings) {
        try (FileKeyStore keys = keys()) {
            return process(
                    disk -> disk,
                    client -> settings.apply(client.keyStore(keys)),
                    view -> view.submit(ID, invoices(PREFIX), options()));
        }
    }

    private SubmissionReport submit() {
        return submit(settings -> settings);
    }

    private List<String> sessions() {
        return company.sessions().stream(SessionFilter.of(SessionType.BATCH))
                .map(SessionSummary::referenceNumber)
                .map(Object::toString)
                .toList();
    }

    private void isWhole(SubmissionReport report) {
        assertThat(report.ended()).as("ended").isTrue();
        assertThat(report.results()).hasSize(INVOICES).allMatch(one -> one.state() == State.ACCEPTED);
        assertThat(stored.withPrefix(PREFIX, time.instant().minus(Duration.ofDays(2))))
                .as("in KSeF")
                .hasSize(INVOICES)
                .allSatisfy((number, times) -> assertThat(times).as(number).isOne());
        try (FileKeyStore keys = keys()) {
            assertThat(keys.references()).as("keys that are left").isEmpty();
        }
    }

    /** Tells that the session of before was given up, and all parts went into another one. */
    private void isMadeAnew(SubmissionReport report, int uploadsBefore) {
        isWhole(report);
        assertThat(uploads() - uploadsBefore).as("parts of another package").isEqualTo(parts);
        assertThat(sessions()).as("with that of the counted one").hasSize(3);
    }

    @Test
    void uploadThatWasCutOff_isGoneOnWith_inTheSameSession() {
        diesAfter(2);
        assertThat(uploads()).isEqualTo(parts + 2);
        String session = process(disk -> disk, settings -> settings, view -> {
            assertThat(view.submissions().records(ID))
                    .extracting(JournalRecord::values)
                    .asString()
                    .as("what the journal shows")
                    .doesNotContain("http", "sig=", "/batch-parts/");
            return view.submissions().find(ID).orElseThrow().results().get(0).session() + "";
        });

        SubmissionReport report = submit();

        isWhole(report);
        assertThat(uploads()).as("each part once").isEqualTo(2 * parts);
        assertThat(report.results())
                .extracting(InvoiceResult::session)
                .allSatisfy(of -> assertThat(of).hasToString(session));
        assertThat(sessions()).as("with that of the counted one").hasSize(2);
    }

    @Test
    void uploadThatIsCutOffAgainAndAgain_isGoneOnWith() {
        diesAfter(1);
        for (int uploaded = 2; uploaded < parts; uploaded++) {
            try (FileKeyStore keys = keys()) {
                assertThat(catchThrowable(() -> process(
                                disk -> new CrashingJournal(disk, 1, true),
                                settings -> settings.keyStore(keys),
                                view -> view.submit(ID, invoices(PREFIX), options()))))
                        .isInstanceOf(CrashingJournal.Crash.class);
            }
        }
        isWhole(submit());
        assertThat(uploads()).as("each part once").isEqualTo(2 * parts);
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void partWhoseArrivalWasNotNoted_isUploadedAgain() {
        try (FileKeyStore keys = keys()) {
            assertThat(catchThrowable(() -> process(
                            disk -> new CrashingJournal(disk, BEFORE_PARTS + 2, false),
                            settings -> settings.keyStore(keys),
                            view -> view.submit(ID, invoices(PREFIX), options()))))
                    .isInstanceOf(CrashingJournal.Crash.class);
        }
        isWhole(submit());
        assertThat(uploads()).as("the second part twice").isEqualTo(2 * parts + 1);
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void packageWhosePartsAreAllThere_isOnlyClosed_byReconcile() {
        diesAfter(parts);
        int before = uploads();

        List<SubmissionReport> reports = process(
                disk -> disk, settings -> settings, view -> view.submissions().reconcile(Duration.ofMinutes(5)));

        assertThat(reports)
                .singleElement()
                .satisfies(report -> assertThat(report.isComplete()).isTrue());
        assertThat(uploads()).isEqualTo(before);
        assertThat(submit().isComplete()).isTrue();
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void reconcile_leavesAnUploadToTheNextSubmit() {
        diesAfter(2);
        int before = uploads();
        try (FileKeyStore keys = keys()) {
            List<SubmissionReport> reports = process(
                    disk -> disk,
                    settings -> settings.keyStore(keys),
                    view -> view.submissions().reconcile(Duration.ofMinutes(5)));
            assertThat(reports)
                    .singleElement()
                    .satisfies(report -> assertThat(report.in(State.UNKNOWN)).hasSize(INVOICES));
        }
        assertThat(uploads()).as("reconciling sends nothing").isEqualTo(before);
        isWhole(submit());
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void otherInvoices_areRefused_andTheRightOnesGoOn() {
        diesAfter(2);
        int before = uploads();
        List<InvoiceSource> changed = new ArrayList<>(invoices(PREFIX));
        changed.set(3, InvoiceSource.of("4.xml", invoice(simulator.nip(), "FV/OTHER", issued)));
        try (FileKeyStore keys = keys()) {
            assertThatThrownBy(() -> process(
                            disk -> disk,
                            settings -> settings.keyStore(keys),
                            view -> view.submit(ID, changed, options())))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining("other invoices");
        }
        assertThat(uploads()).isEqualTo(before);
        isWhole(submit());
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void journalWithoutTheKey_isOfAPackageThatIsMadeAnew() {
        diesAfter(2);
        int before = uploads();
        try (FileKeyStore keys = keys()) {
            process(disk -> disk, settings -> settings, view -> {
                view.submissions().records(ID).stream()
                        .map(kept -> kept.values().get("kept-key"))
                        .filter(Objects::nonNull)
                        .forEach(id -> keys.remove(new ReferenceNumber(id)));
                return true;
            });
            assertThat(keys.references()).isEmpty();
        }
        isMadeAnew(submit(), before);
    }

    @Test
    void journalWithAnotherKey_isOfAPackageThatIsMadeAnew() {
        diesAfter(2);
        int before = uploads();
        try (FileKeyStore keys = keys()) {
            keys.references()
                    .forEach(id -> keys.save(
                            id,
                            ContentKey.of(
                                    "another key, of thirty-two bytes".getBytes(StandardCharsets.US_ASCII),
                                    new byte[16])));
        }
        isMadeAnew(submit(), before);
    }

    @Test
    void clientWithoutAKeyStore_makesThePackageAnew() {
        diesAfter(2);
        int before = uploads();
        SubmissionReport report =
                process(disk -> disk, settings -> settings, view -> view.submit(ID, invoices(PREFIX), options()));
        assertThat(report.isComplete()).isTrue();
        assertThat(uploads() - before).isEqualTo(parts);
    }

    @Test
    void packageThatComesOutDifferently_isNotSent_andMadeAnew() {
        diesAfter(2);
        int before = uploads();
        SubmissionReport report = submit(settings -> settings.archiver(TarGzArchiver.create()));
        isWhole(report);
        assertThat(sessions()).hasSize(3);
        assertThat(uploads() - before)
                .as("a tar.gz of alike invoices is small, and went into its own session only")
                .isLessThan(parts);
    }

    @Test
    void otherSizeOfParts_changesNothing() {
        diesAfter(2);
        SubmissionOptions others = SubmissionOptions.builder()
                .way(Way.BATCH)
                .limits(new PackageLimits(2, 1, 5000))
                .workDirectory(folder.resolve("elsewhere"))
                .build();
        try (FileKeyStore keys = keys()) {
            SubmissionReport report = process(
                    disk -> disk,
                    settings -> settings.keyStore(keys),
                    view -> view.submit(ID, invoices(PREFIX), others));
            assertThat(report.isComplete()).isTrue();
        }
        assertThat(uploads()).as("each part once").isEqualTo(2 * parts);
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void storageThatRefusesThePart_endsTheSession() {
        diesAfter(2);
        int before = uploads();
        simulator.faults().clear();
        simulator.faults().add("PUT /storage/00/{session}/batch-parts/{ordinalNumber}#1=403-expired");
        SubmissionReport report = submit();
        isWhole(report);
        assertThat(uploads() - before)
                .as("one refused, and all parts of another package")
                .isEqualTo(parts + 1);
        assertThat(sessions()).hasSize(3);
    }

    @Test
    void timeForUploads_thatHasPassed_endsTheSession() {
        diesAfter(2);
        int before = uploads();
        time.advance(Duration.ofMinutes(20L * parts + 1));
        isMadeAnew(submit(), before);
    }

    @Test
    void sessionThatKsefHasEnded_isNotGoneOnWith() {
        diesAfter(2);
        int before = uploads();
        time.advance(Duration.ofHours(13));
        isMadeAnew(submit(), before);
    }

    @Test
    void storeThatCannotKeepTheKey_costsNothingButTheUploadThatIsCutOff() {
        var broken = new MemoryKeyStore().onAccess(() -> {
            throw new KsefStorageException("disk full", null);
        });
        diesAfter(2, broken);
        assertThat(events.of(KsefEvent.KeyNotKept.class)).hasSize(1);
        int before = uploads();
        SubmissionReport report = process(
                disk -> disk,
                settings -> settings.keyStore(broken),
                view -> view.submit(ID, invoices(PREFIX), options()));
        assertThat(report.isComplete()).isTrue();
        assertThat(uploads() - before).isEqualTo(parts);
        assertThat(events.of(KsefEvent.KeyNotKept.class)).hasSize(2);
    }

    @Test
    void keysOfPackages_areNotAmongTheSessionsToResume() {
        diesAfter(2);
        try (FileKeyStore keys = keys()) {
            assertThat(keys.references()).hasSize(1);
            List<?> kept = process(
                    disk -> disk,
                    settings -> settings.keyStore(keys),
                    view -> view.sessions().keptSessions());
            assertThat(kept).isEmpty();
        }
    }
}
