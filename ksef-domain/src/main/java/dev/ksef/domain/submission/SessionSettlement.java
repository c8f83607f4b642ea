package dev.ksef.domain.submission;

import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.domain.session.BatchInvoice;
import dev.ksef.domain.session.BatchSession;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.Sessions;
import dev.ksef.domain.submission.SessionEntry.Phase;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings one session of a submission to its end, from wherever it was left: it is closed if that had begun, waited for, and its
 * rows become results. A batch session that lacks parts is given up, unless its package can be made again: KSeF processes
 * nothing of it. An online session is closed in any case, and takes nothing more then: what it does not list never arrived.
 */
final class SessionSettlement {

    /** KSeF could not read the key, or a part with it: the same invoices with a key that is wrapped anew may pass. */
    private static final Set<Integer> KEY_NOT_READ = Set.of(415, 435);

    /** All invoices were refused, each for its own reason. */
    private static final int NONE_ACCEPTED = 445;

    /** What KSeF has of it all the same is a duplicate with the same bytes when it is sent again. */
    private static final int UNKNOWN_ERROR = 500;

    /** The parts cannot be completed any more: a wrong size, a missing part, time has passed. */
    private static final Set<Integer> INCOMPLETE = Set.of(21157, 21205, 21208);

    private final Sessions sessions;
    private final SubmissionLog log;
    private final ResultJudge judge;
    private final AcceptedFiles files;
    private final CryptoEngine crypto;
    private final PackageKeys keys;
    private final Time time;
    private final Deadline deadline;
    private final int repeats;

    SessionSettlement(
            Sessions sessions,
            SubmissionLog log,
            ResultJudge judge,
            AcceptedFiles files,
            CryptoEngine crypto,
            PackageKeys keys,
            Time time,
            Deadline deadline,
            int repeats) {
        this.sessions = sessions;
        this.log = log;
        this.judge = judge;
        this.files = files;
        this.crypto = crypto;
        this.keys = keys;
        this.time = time;
        this.deadline = deadline;
        this.repeats = repeats;
    }

    /** Brings a session to its end. */
    void settle(int attempt) {
        settle(attempt, Map.of());
    }

    /**
     * Brings a session to its end.
     *
     * @param refused what KSeF answered to invoices that it did not take into the session
     */
    void settle(int attempt, Map<Integer, InvoiceResult> refused) {
        SessionEntry session = log.state().session(attempt);
        ReferenceNumber reference = session.reference();
        if (reference == null) {
            log.lost(attempt, "its opening got no answer; whatever KSeF opened stays empty");
            return;
        }
        if (session.lacksParts()) {
            if (!keys.mayHave(session)) {
                log.lost(attempt, "not all its parts were uploaded, so that KSeF processes nothing of it");
            }
            return;
        }
        if (session.phase() == Phase.CLOSED || isClosed(session, reference)) {
            end(session, reference, refused);
        }
    }

    private boolean isClosed(SessionEntry session, ReferenceNumber reference) {
        log.closing(session.attempt());
        try {
            if (session.type() == SessionType.BATCH) {
                sessions.resumeBatch(reference).close();
            } else {
                closeOnline(reference);
            }
        } catch (KsefApiException refused) {
            if (INCOMPLETE.stream().noneMatch(refused::has)) {
                throw refused;
            }
            log.lost(session.attempt(), String.valueOf(refused.getMessage()));
            return false;
        }
        log.closed(session.attempt());
        return true;
    }

    /** Closing needs no key. */
    private void closeOnline(ReferenceNumber reference) {
        try (ContentKey any = crypto.newContentKey();
                OnlineSession online = sessions.resumeOnline(reference, any)) {
            Objects.requireNonNull(online);
        }
    }

    private void end(SessionEntry session, ReferenceNumber reference, Map<Integer, InvoiceResult> refused) {
        try {
            sessions.awaitProcessed(reference, Duration.ofMillis(Math.max(1, deadline.remainingMillis(time))));
        } catch (KsefProcessingException failed) {
            if (failed(session, reference, failed.status(), refused)) {
                return;
            }
        }
        List<BatchInvoice> rows = rows(session, reference);
        Map<Integer, InvoiceResult> results = new TreeMap<>(refused);
        judge.judge(rows.stream()
                        .flatMap(row -> judged(row, reference).stream())
                        .toList())
                .forEach(result -> results.put(result.index(), result));
        log.ended(session.attempt(), results.values());
        files.store(reference, rows);
    }

    private Optional<JudgedRow> judged(BatchInvoice row, ReferenceNumber session) {
        PlannedInvoice invoice = planned(row.invoice().index());
        boolean mayRepeat = log.state().refusals(invoice.index()) < repeats;
        return row.found().map(found -> new JudgedRow(invoice, found, session, mayRepeat));
    }

    /** Returns the invoices of a session with what KSeF says of them. */
    List<BatchInvoice> rows(SessionEntry session, ReferenceNumber reference) {
        List<PackagedInvoice> invoices = session.invoices().stream()
                .sorted()
                .map(index -> planned(index).invoice())
                .toList();
        BatchSession listed = sessions.resumeBatch(reference);
        return listed.results(invoices);
    }

    private PlannedInvoice planned(int index) {
        return Objects.requireNonNull(log.state().planned(index), "a planned invoice");
    }

    /** Tells whether the session failed as a whole, so that its rows say nothing. */
    private boolean failed(
            SessionEntry session, ReferenceNumber reference, StatusInfo status, Map<Integer, InvoiceResult> refused) {
        int code = status.code();
        if (code == NONE_ACCEPTED) {
            return false;
        }
        if (code == SessionResponseCodes.CANCELLED && session.type() == SessionType.ONLINE) {
            // Nothing arrived.
            log.ended(session.attempt(), refused.values());
            return true;
        }
        if (code == SessionResponseCodes.CANCELLED
                || code == UNKNOWN_ERROR
                || KEY_NOT_READ.contains(code) && log.state().losses(session) == 0) {
            log.lost(session.attempt(), status.summary());
            return true;
        }
        List<InvoiceResult> results = new ArrayList<>(refused.values());
        for (int index : session.invoices()) {
            PlannedInvoice invoice = planned(index);
            results.add(new InvoiceResult(
                    index,
                    invoice.invoice().sourceName(),
                    InvoiceResult.State.REJECTED,
                    invoice.hash(),
                    null,
                    reference,
                    null,
                    code,
                    "its session failed: " + status.summary(),
                    invoice.selfInvoicing()));
        }
        log.ended(session.attempt(), results);
        return true;
    }
}
