package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.invoice.InvoiceSubmission;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An interactive session. Its invoices are judged one after the other. */
final class SimulatedOnlineSession extends SimulatedSession {

    private static final ProcessingStatus OPEN = ProcessingStatus.of(100, "Sesja interaktywna otwarta");
    private static final ProcessingStatus CLOSED = ProcessingStatus.of(170, "Sesja interaktywna zamknięta");
    private static final ProcessingStatus SUCCESS =
            ProcessingStatus.of(200, "Sesja interaktywna przetworzona pomyślnie");

    private final @Nullable SymmetricKey key;
    private final SessionInvoices invoices = new SessionInvoices();
    private Instant lastSentAt;
    private @Nullable Instant closedByClient;

    /**
     * Opens a session.
     *
     * @param key the key that its invoices are encrypted with; null if it could not be decrypted
     * @param upoPages makes the UPO of the session, once it is processed
     */
    SimulatedOnlineSession(
            SessionTerms terms, @Nullable SymmetricKey key, Function<SimulatedSession, List<SignedUpoPage>> upoPages) {
        super(terms, upoPages);
        this.key = key;
        this.lastSentAt = terms.openedAt();
    }

    @Override
    protected boolean online() {
        return true;
    }

    @Override
    protected synchronized ProcessingStatus status(Instant now) {
        if (key == null) {
            return KEY_NOT_DECRYPTED;
        }
        Instant closedAt = closedAt(now).orElse(null);
        if (closedAt == null) {
            return OPEN;
        }
        if (now.isBefore(closedAt.plus(terms().processingDelay()))) {
            return CLOSED;
        }
        if (invoices.size() == 0) {
            return NOTHING_SENT;
        }
        return invoices.anyAccepted() ? SUCCESS : NO_VALID_INVOICE;
    }

    @Override
    protected synchronized Optional<Instant> closedAt(Instant now) {
        if (closedByClient == null && !now.isBefore(terms().validUntil())) {
            return Optional.of(terms().validUntil());
        }
        return Optional.ofNullable(closedByClient);
    }

    @Override
    protected synchronized Instant updatedAt(Instant now) {
        Instant closed = closedAt(now).orElse(null);
        if (closed == null) {
            return lastSentAt;
        }
        Instant processed = closed.plus(terms().processingDelay());
        return now.isBefore(processed) ? closed : processed;
    }

    /**
     * Closes the session.
     *
     * @throws BadRequest 21180 if it is not open
     */
    synchronized void close(Instant now) {
        requireOpen(now, "jej zamknięcie");
        closedByClient = now;
    }

    /** Judges an invoice with the key of the session. */
    @FunctionalInterface
    interface Judgement {
        InvoiceVerdict of(SymmetricKey key);
    }

    /**
     * Takes and judges an invoice.
     *
     * @throws BadRequest 21180 if the session is not open, 21155 if it is full
     */
    synchronized JudgedInvoice send(
            InvoiceReference invoiceReference,
            InvoiceSubmission submission,
            Instant now,
            int limit,
            Judgement judgement) {
        SymmetricKey known = requireOpen(now, "wysyłkę faktur");
        // Of two that come at once the second one may have looked at the clock first.
        Instant sentAt = now.isBefore(lastSentAt) ? lastSentAt : now;
        if (invoices.size() >= limit) {
            throw SessionRefusals.sessionFull(terms().referenceNumber(), limit);
        }
        JudgedInvoice invoice = JudgedInvoice.sentOnline(
                invoices.size() + 1,
                invoiceReference,
                submission.invoiceHash(),
                sentAt,
                terms().processingDelay(),
                judgement.of(known));
        invoices.add(invoice);
        lastSentAt = sentAt;
        return invoice;
    }

    private SymmetricKey requireOpen(Instant now, String act) {
        ProcessingStatus status = status(now);
        if (key == null || status.code() != OPEN.code()) {
            throw SessionRefusals.sessionStatus("Status sesji " + status.code() + " uniemożliwia " + act + ".");
        }
        return key;
    }

    @Override
    public SessionInvoices invoices(Instant now) {
        return invoices;
    }

    @Override
    public List<JudgedInvoice> accepted() {
        return invoices.accepted();
    }
}
