package dev.ksef.domain.submission;

import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends invoices of one form one by one, each after the journal knows of it. A session that takes no more, or whose answers do
 * not come, is left to its settlement, and the next one goes on.
 */
final class OnlineSending {

    private static final int BAD_REQUEST = 400;

    private final Sessions sessions;
    private final SubmissionLog log;
    private final SubmissionPlan plan;
    private final SessionSettlement settlement;
    private final boolean offlineMode;
    private final CryptoEngine crypto;
    private final Time time;
    private final Deadline deadline;

    OnlineSending(
            Sessions sessions,
            SubmissionLog log,
            SubmissionPlan plan,
            SessionSettlement settlement,
            boolean offlineMode,
            CryptoEngine crypto,
            Time time,
            Deadline deadline) {
        this.sessions = sessions;
        this.log = log;
        this.plan = plan;
        this.settlement = settlement;
        this.offlineMode = offlineMode;
        this.crypto = crypto;
        this.time = time;
        this.deadline = deadline;
    }

    /** Sends invoices in one session, as far as it goes, and settles the session. */
    void send(FormCode formCode, List<PlannedInvoice> invoices) {
        Deque<PlannedInvoice> waiting = new ArrayDeque<>(invoices);
        Map<Integer, InvoiceResult> refused = new HashMap<>();
        int attempt = log.opening();
        OnlineSession session = sessions.openOnline(formCode);
        log.opened(attempt, session.referenceNumber());
        session.expect(invoices.size());
        boolean goesOn = true;
        while (goesOn && !waiting.isEmpty() && !deadline.hasPassed(time)) {
            goesOn = send(attempt, session, waiting.remove(), refused);
        }
        log.closing(attempt);
        session.close();
        log.closed(attempt);
        settlement.settle(attempt, refused);
    }

    /** Sends one invoice, and tells whether the session takes more. */
    private boolean send(
            int attempt, OnlineSession session, PlannedInvoice invoice, Map<Integer, InvoiceResult> refused) {
        InvoiceXml xml = plan.read(invoice, crypto);
        log.sending(attempt, invoice);
        try {
            SentInvoice sent = session.send(xml, options(invoice));
            log.sent(attempt, invoice, sent.referenceNumber());
            return true;
        } catch (KsefUnauthorizedException | KsefForbiddenException | KsefRateLimitedException notNow) {
            throw notNow;
        } catch (KsefApiException answered) {
            if (answered.status() != BAD_REQUEST || SessionResponseCodes.needsAnotherSession(answered)) {
                return false;
            }
            refused.put(invoice.index(), refused(session, invoice, answered));
            return true;
        } catch (KsefTransportException unanswered) {
            return false;
        }
    }

    private SendOptions options(PlannedInvoice invoice) {
        Sha256 corrects = invoice.corrects();
        SendOptions options = corrects != null
                ? SendOptions.technicalCorrection(corrects)
                : offlineMode ? SendOptions.OFFLINE : SendOptions.ONLINE;
        return options.withoutPreFlight();
    }

    private static InvoiceResult refused(OnlineSession session, PlannedInvoice invoice, KsefApiException answered) {
        return new InvoiceResult(
                invoice.index(),
                invoice.invoice().sourceName(),
                InvoiceResult.State.REJECTED,
                invoice.hash(),
                null,
                session.referenceNumber(),
                null,
                answered.errors().isEmpty()
                        ? answered.status()
                        : answered.errors().get(0).code(),
                String.valueOf(answered.getMessage()),
                invoice.selfInvoicing());
    }
}
