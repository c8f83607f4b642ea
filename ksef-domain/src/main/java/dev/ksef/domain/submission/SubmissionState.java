package dev.ksef.domain.submission;

import static dev.ksef.domain.submission.JournalWords.ATTEMPT;
import static dev.ksef.domain.submission.JournalWords.CODE;
import static dev.ksef.domain.submission.JournalWords.HASH;
import static dev.ksef.domain.submission.JournalWords.INDEX;
import static dev.ksef.domain.submission.JournalWords.INVOICES;
import static dev.ksef.domain.submission.JournalWords.KSEF_NUMBER;
import static dev.ksef.domain.submission.JournalWords.NAME;
import static dev.ksef.domain.submission.JournalWords.PART;
import static dev.ksef.domain.submission.JournalWords.REASON;
import static dev.ksef.domain.submission.JournalWords.REFERENCE;
import static dev.ksef.domain.submission.JournalWords.SEALED_LINKS;
import static dev.ksef.domain.submission.JournalWords.SESSION;
import static dev.ksef.domain.submission.JournalWords.STATE;
import static dev.ksef.domain.submission.JournalWords.TYPE;

import dev.ksef.domain.submission.SessionEntry.Phase;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.journal.JournalRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the records of a submission come to. For one thread. */
final class SubmissionState {

    private final Map<Integer, PlannedInvoice> planned = new TreeMap<>();
    private final Map<Integer, InvoiceResult> results = new TreeMap<>();
    /** Threads that upload change entries of it, also one that could not be ended in time. */
    private final Map<Integer, SessionEntry> sessions = new ConcurrentSkipListMap<>();

    private final Set<Integer> lostAfterClosing = new HashSet<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();
    private final Set<Integer> stored = new HashSet<>();
    private boolean begun;
    private @Nullable Instant endedAt;

    static SubmissionState of(List<JournalRecord> records) {
        var state = new SubmissionState();
        records.forEach(state::take);
        return state;
    }

    /**
     * Takes a record. One of a type that this version does not know changes nothing.
     *
     * @throws KsefStorageException if its values cannot be read, since guessing could send an invoice twice
     */
    void take(JournalRecord entry) {
        try {
            read(entry);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new KsefStorageException(
                    "The journal has a record " + entry.type() + " of " + entry.at()
                            + " that this version cannot read: go on"
                            + " with the version that wrote it, or restore the journal",
                    null);
        }
    }

    private void read(JournalRecord entry) {
        Map<String, String> values = entry.values();
        switch (entry.type()) {
            case JournalWords.BEGUN -> begun = true;
            case JournalWords.PLANNED -> plan(PlannedInvoice.of(values));
            case JournalWords.SESSION_OPENING -> open(values);
            case JournalWords.SESSION_OPENED ->
                change(
                        values,
                        session -> session.opened(
                                new ReferenceNumber(values.getOrDefault(SESSION, "")),
                                values.get(SEALED_LINKS),
                                entry.at()));
            case JournalWords.PART_UPLOADED -> change(values, session -> session.uploaded(number(values, PART)));
            case JournalWords.SENDING ->
                change(values, session -> session.with(and(session.invoices(), number(values, INDEX))));
            case JournalWords.SESSION_CLOSING -> change(values, session -> session.in(Phase.CLOSING));
            case JournalWords.SESSION_CLOSED -> change(values, session -> session.in(Phase.CLOSED));
            case JournalWords.SESSION_LOST -> change(values, this::lost);
            case JournalWords.SESSION_ENDED -> change(values, session -> session.in(Phase.ENDED));
            case JournalWords.RESULT -> result(values);
            case JournalWords.STORED -> stored.add(number(values, INDEX));
            case JournalWords.ENDED -> endedAt = entry.at();
            default -> {}
        }
    }

    private void plan(PlannedInvoice invoice) {
        planned.put(invoice.index(), invoice);
    }

    private void open(Map<String, String> values) {
        int attempt = number(values, ATTEMPT);
        SessionType type = SessionType.BATCH.value().equals(values.get(TYPE)) ? SessionType.BATCH : SessionType.ONLINE;
        Set<Integer> invoices = Arrays.stream(values.getOrDefault(INVOICES, "").split(","))
                .filter(text -> !text.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
        sessions.put(
                attempt, new SessionEntry(attempt, type, invoices, DeclaredPackage.of(values), null, Phase.OPENING));
    }

    private void change(Map<String, String> values, UnaryOperator<SessionEntry> how) {
        sessions.computeIfPresent(number(values, ATTEMPT), (attempt, session) -> how.apply(session));
    }

    private SessionEntry lost(SessionEntry session) {
        if (session.phase() == Phase.CLOSED) {
            lostAfterClosing.add(session.attempt());
        }
        return session.in(Phase.LOST);
    }

    private void result(Map<String, String> values) {
        int index = number(values, INDEX);
        var result = new InvoiceResult(
                index,
                values.getOrDefault(NAME, ""),
                InvoiceResult.State.valueOf(values.getOrDefault(STATE, InvoiceResult.State.UNKNOWN.name())),
                values.get(HASH) == null ? null : new Sha256(values.get(HASH)),
                values.get(KSEF_NUMBER) == null ? null : new KsefNumber(values.get(KSEF_NUMBER)),
                values.get(SESSION) == null ? null : new ReferenceNumber(values.get(SESSION)),
                values.get(REFERENCE) == null ? null : new ReferenceNumber(values.get(REFERENCE)),
                number(values, CODE),
                values.getOrDefault(REASON, ""));
        results.put(index, result);
        if (!result.isFinal() && ResultJudge.REPEATABLE.contains(result.code())) {
            refusals.merge(index, 1, Integer::sum);
        }
    }

    boolean isBegun() {
        return begun;
    }

    boolean isEnded() {
        return endedAt != null;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    List<PlannedInvoice> planned() {
        return List.copyOf(planned.values());
    }

    @Nullable
    PlannedInvoice planned(int index) {
        return planned.get(index);
    }

    List<SessionEntry> sessions() {
        return List.copyOf(sessions.values());
    }

    /** Returns the sessions with which something is left to be done, oldest first. */
    List<SessionEntry> openSessions() {
        return sessions.values().stream().filter(session -> !session.isOver()).toList();
    }

    /** Returns the session with this number, as it is now. */
    SessionEntry session(int attempt) {
        SessionEntry session = sessions.get(attempt);
        if (session == null) {
            throw new IllegalStateException("The submission has no session " + attempt);
        }
        return session;
    }

    /** Returns the invoices that are to be sent, or sent again: those without a result that are in no open session. */
    List<PlannedInvoice> pending() {
        Set<Integer> underWay = new HashSet<>();
        openSessions().forEach(session -> underWay.addAll(session.invoices()));
        return planned.values().stream()
                .filter(invoice -> maySend(invoice.index()) && !underWay.contains(invoice.index()))
                .toList();
    }

    private boolean maySend(int index) {
        InvoiceResult result = results.get(index);
        return result == null || !result.isFinal() && ResultJudge.REPEATABLE.contains(result.code());
    }

    /** Tells how often KSeF refused an invoice in a way that lets it be sent again. */
    int refusals(int index) {
        return refusals.getOrDefault(index, 0);
    }

    /** Tells how many sessions of an invoice were lost after they had been opened. */
    long losses(int index) {
        return lost().filter(session -> session.invoices().contains(index)).count();
    }

    /** Tells how many earlier sessions with some of these invoices KSeF gave up itself, once they had been closed. */
    long losses(SessionEntry session) {
        return lost().filter(earlier -> lostAfterClosing.contains(earlier.attempt()))
                .filter(earlier -> !Collections.disjoint(earlier.invoices(), session.invoices()))
                .count();
    }

    private Stream<SessionEntry> lost() {
        return sessions.values().stream()
                .filter(session -> session.phase() == Phase.LOST && session.reference() != null);
    }

    /** Returns the number of an accepted invoice; null if it is not accepted. */
    @Nullable
    KsefNumber acceptedNumber(int index) {
        InvoiceResult result = results.get(index);
        return result == null || result.state() != InvoiceResult.State.ACCEPTED ? null : result.ksefNumber();
    }

    boolean isStored(int index) {
        return stored.contains(index);
    }

    /** Returns what is known of each invoice, in their order. */
    List<InvoiceResult> results() {
        Map<Integer, InvoiceResult> every = new TreeMap<>(results);
        planned.values().forEach(invoice -> every.putIfAbsent(invoice.index(), unknown(invoice)));
        return List.copyOf(every.values());
    }

    private InvoiceResult unknown(PlannedInvoice invoice) {
        SessionEntry last = sessions.values().stream()
                .filter(session -> session.invoices().contains(invoice.index()))
                .reduce((earlier, later) -> later)
                .orElse(null);
        ReferenceNumber session = last == null ? null : last.reference();
        boolean underWay = last != null && !last.isOver() && session != null;
        return new InvoiceResult(
                invoice.index(),
                invoice.invoice().sourceName(),
                InvoiceResult.State.UNKNOWN,
                invoice.hash(),
                null,
                session,
                null,
                0,
                underWay
                        ? "KSeF had not finished with session " + session
                                + "; submit again under the same name, or reconcile"
                        : "It was not sent yet, or nothing of its session was processed; submit again under the same name");
    }

    private static Set<Integer> and(Set<Integer> some, int another) {
        Set<Integer> more = new HashSet<>(some);
        more.add(another);
        return more;
    }

    private static int number(Map<String, String> values, String name) {
        return Integer.parseInt(values.getOrDefault(name, "0"));
    }
}
