package dev.ksef.domain.submission;

import dev.ksef.domain.internal.StoreThread;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one submission, each before what it tells of is done, and keeps what they come to. A journal may hang:
 * it is waited for no longer than the caller can. Safe for many threads.
 */
final class SubmissionLog {

    /** What was done is written also if the caller's patience ended meanwhile. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final SubmissionKey submission;
    private final JournalLease lease;
    private final InstantSource clock;
    private final Time time;
    private final Deadline deadline;
    private final SubmissionState state;

    SubmissionLog(
            SubmissionKey submission,
            JournalLease lease,
            List<JournalRecord> records,
            InstantSource clock,
            Time time,
            Deadline deadline) {
        this.submission = submission;
        this.lease = lease;
        this.clock = clock;
        this.time = time;
        this.deadline = deadline;
        this.state = SubmissionState.of(records);
    }

    /** A record to be written. */
    record Change(String type, Map<String, String> values) {}

    /** Returns what the submission is kept by. */
    SubmissionKey submission() {
        return submission;
    }

    SubmissionState state() {
        return state;
    }

    void begin(Collection<PlannedInvoice> invoices, Collection<InvoiceResult> leftOut, boolean offlineMode) {
        List<Change> changes = new ArrayList<>();
        invoices.forEach(invoice -> changes.add(new Change(JournalWords.PLANNED, invoice.values())));
        leftOut.forEach(result -> changes.add(new Change(JournalWords.RESULT, values(result))));
        // Last, since a machine that fails meanwhile leaves a beginning of these.
        changes.add(new Change(
                JournalWords.BEGUN,
                Map.of(
                        JournalWords.COUNT,
                        String.valueOf(invoices.size() + leftOut.size()),
                        JournalWords.OFFLINE,
                        String.valueOf(offlineMode))));
        write(changes);
    }

    /** Returns the number within the submission of the session that is opened next. */
    int nextAttempt() {
        return state.sessions().size() + 1;
    }

    /** Writes that an online session is about to be opened, and returns its number within the submission. */
    int opening() {
        return opening(SessionType.ONLINE, List.of(), Map.of());
    }

    /** Writes that a batch session is about to be opened for a package, and returns its number within the submission. */
    int opening(Collection<Integer> invoices, DeclaredPackage declared) {
        return opening(SessionType.BATCH, invoices, declared.values());
    }

    private int opening(SessionType type, Collection<Integer> invoices, Map<String, String> declared) {
        int attempt = nextAttempt();
        Map<String, String> values = new HashMap<>(declared);
        values.put(JournalWords.ATTEMPT, String.valueOf(attempt));
        values.put(JournalWords.TYPE, type.value());
        values.put(JournalWords.INVOICES, invoices.stream().map(String::valueOf).collect(Collectors.joining(",")));
        write(List.of(new Change(JournalWords.SESSION_OPENING, values)));
        return attempt;
    }

    void opened(int attempt, ReferenceNumber session) {
        write(JournalWords.SESSION_OPENED, attempt, JournalWords.SESSION, session.value());
    }

    /** @param sealedLinks by which its parts are uploaded */
    void opened(int attempt, ReferenceNumber session, String sealedLinks) {
        write(
                JournalWords.SESSION_OPENED,
                attempt,
                JournalWords.SESSION,
                session.value(),
                JournalWords.SEALED_LINKS,
                sealedLinks);
    }

    void uploaded(int attempt, int part) {
        write(JournalWords.PART_UPLOADED, attempt, JournalWords.PART, String.valueOf(part));
    }

    void sending(int attempt, PlannedInvoice invoice) {
        write(
                JournalWords.SENDING,
                attempt,
                JournalWords.INDEX,
                String.valueOf(invoice.index()),
                JournalWords.HASH,
                invoice.hash().value());
    }

    void sent(int attempt, PlannedInvoice invoice, ReferenceNumber reference) {
        write(
                JournalWords.SENT,
                attempt,
                JournalWords.INDEX,
                String.valueOf(invoice.index()),
                JournalWords.REFERENCE,
                reference.value());
    }

    void closing(int attempt) {
        write(JournalWords.SESSION_CLOSING, attempt);
    }

    void closed(int attempt) {
        write(JournalWords.SESSION_CLOSED, attempt);
    }

    void lost(int attempt, String reason) {
        write(JournalWords.SESSION_LOST, attempt, JournalWords.REASON, reason);
    }

    /** Writes the results of a session, and that nothing is left to be done with it. */
    void ended(int attempt, Collection<InvoiceResult> results) {
        List<Change> changes = new ArrayList<>();
        results.forEach(result -> changes.add(new Change(JournalWords.RESULT, values(result))));
        changes.add(change(JournalWords.SESSION_ENDED, attempt));
        write(changes);
    }

    void results(Collection<InvoiceResult> results) {
        if (!results.isEmpty()) {
            write(results.stream()
                    .map(result -> new Change(JournalWords.RESULT, values(result)))
                    .toList());
        }
    }

    void stored(Collection<Integer> indexes) {
        if (!indexes.isEmpty()) {
            write(indexes.stream()
                    .map(index -> new Change(JournalWords.STORED, Map.of(JournalWords.INDEX, String.valueOf(index))))
                    .toList());
        }
    }

    void end() {
        write(List.of(new Change(JournalWords.ENDED, Map.of())));
    }

    private void write(String type, int attempt, String... values) {
        write(List.of(change(type, attempt, values)));
    }

    private static Change change(String type, int attempt, String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        values.put(JournalWords.ATTEMPT, String.valueOf(attempt));
        List<String> all = Arrays.asList(namesAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            values.put(all.get(i), all.get(i + 1));
        }
        return new Change(type, values);
    }

    private synchronized void write(List<Change> changes) {
        List<JournalRecord> records = changes.stream()
                .map(change -> new JournalRecord(clock.instant(), change.type(), change.values()))
                .toList();
        var written = StoreThread.start(() -> {
            lease.append(records);
            return true;
        });
        Deadline least = Deadline.after(LEAST_PATIENCE, time);
        if (!StoreThread.awaited(
                written, "the journal", time, deadline.atMillis() > least.atMillis() ? deadline : least)) {
            throw new KsefStorageException(
                    "The journal has not taken a record in time; check whether its storage answers", null);
        }
        StoreThread.answered(written);
        records.forEach(state::take);
    }

    private static Map<String, String> values(InvoiceResult result) {
        Map<String, String> values = new HashMap<>();
        values.put(JournalWords.INDEX, String.valueOf(result.index()));
        values.put(JournalWords.NAME, result.name());
        values.put(JournalWords.STATE, result.state().name());
        values.put(JournalWords.CODE, String.valueOf(result.code()));
        values.put(JournalWords.REASON, result.reason());
        put(values, JournalWords.HASH, text(result.hash()));
        put(values, JournalWords.KSEF_NUMBER, text(result.ksefNumber()));
        put(values, JournalWords.SESSION, text(result.session()));
        put(values, JournalWords.REFERENCE, text(result.referenceNumber()));
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String text) {
        if (text != null) {
            values.put(name, text);
        }
    }

    private static @Nullable String text(@Nullable Sha256 hash) {
        return hash == null ? null : hash.value();
    }

    private static @Nullable String text(@Nullable KsefNumber number) {
        return number == null ? null : number.value();
    }

    private static @Nullable String text(@Nullable ReferenceNumber reference) {
        return reference == null ? null : reference.value();
    }
}
