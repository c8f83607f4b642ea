package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.invoice.InvoiceSubmission;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An interactive session. Thread-safe; its invoices are judged one after the other. */
public final class SimulatedOnlineSession {

    private static final ProcessingStatus OPEN = ProcessingStatus.of(100, "Sesja interaktywna otwarta");
    private static final ProcessingStatus CLOSED = ProcessingStatus.of(170, "Sesja interaktywna zamknięta");
    private static final ProcessingStatus SUCCESS =
            ProcessingStatus.of(200, "Sesja interaktywna przetworzona pomyślnie");
    private static final ProcessingStatus KEY_NOT_DECRYPTED =
            ProcessingStatus.of(415, "Błąd odszyfrowania dostarczonego klucza");
    static final ProcessingStatus CANCELLED = ProcessingStatus.of(440, "Sesja anulowana", "Nie przesłano faktur");
    private static final ProcessingStatus NO_VALID_INVOICE =
            ProcessingStatus.of(445, "Błąd weryfikacji, brak poprawnych faktur");

    private final SessionTerms terms;
    private final @Nullable SymmetricKey key;
    private final Map<String, JudgedInvoice> invoices = new LinkedHashMap<>();
    private final LazyValue<List<SignedUpoPage>> upoPages;
    private Instant lastSentAt;
    private @Nullable Instant closedByClient;

    /**
     * Opens a session.
     *
     * @param key the key that its invoices are encrypted with; null if it could not be decrypted
     * @param upoPages makes the UPO of the session, once it is processed
     */
    SimulatedOnlineSession(
            SessionTerms terms,
            @Nullable SymmetricKey key,
            Function<SimulatedOnlineSession, List<SignedUpoPage>> upoPages) {
        this.terms = terms;
        this.key = key;
        this.lastSentAt = terms.openedAt();
        this.upoPages = new LazyValue<>(() -> upoPages.apply(this));
    }

    public SessionTerms terms() {
        return terms;
    }

    synchronized ProcessingStatus status(Instant now) {
        if (key == null) {
            return KEY_NOT_DECRYPTED;
        }
        Instant closedAt = closedAt(now).orElse(null);
        if (closedAt == null) {
            return OPEN;
        }
        if (now.isBefore(closedAt.plus(terms.processingDelay()))) {
            return CLOSED;
        }
        if (invoices.isEmpty()) {
            return CANCELLED;
        }
        return accepted().isEmpty() ? NO_VALID_INVOICE : SUCCESS;
    }

    /** When the session was closed, by the client or because its life ended. */
    synchronized Optional<Instant> closedAt(Instant now) {
        if (closedByClient == null && !now.isBefore(terms.validUntil())) {
            return Optional.of(terms.validUntil());
        }
        return Optional.ofNullable(closedByClient);
    }

    /** When the session last changed: it was opened, sent to, closed or processed. */
    synchronized Instant updatedAt(Instant now) {
        Instant closed = closedAt(now).orElse(null);
        if (closed == null) {
            return lastSentAt;
        }
        Instant processed = closed.plus(terms.processingDelay());
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
            String invoiceReference, InvoiceSubmission submission, Instant now, int limit, Judgement judgement) {
        SymmetricKey known = requireOpen(now, "wysyłkę faktur");
        if (invoices.size() >= limit) {
            throw SessionRefusals.sessionFull(terms.referenceNumber(), limit);
        }
        JudgedInvoice invoice = new JudgedInvoice(
                invoices.size() + 1,
                invoiceReference,
                submission.invoiceHash(),
                now,
                terms.processingDelay(),
                judgement.of(known));
        invoices.put(invoiceReference, invoice);
        lastSentAt = now;
        return invoice;
    }

    private SymmetricKey requireOpen(Instant now, String act) {
        ProcessingStatus status = status(now);
        if (key == null || status.code() != OPEN.code()) {
            throw SessionRefusals.sessionStatus("Status sesji " + status.code() + " uniemożliwia " + act + ".");
        }
        return key;
    }

    public synchronized List<JudgedInvoice> invoices() {
        return List.copyOf(invoices.values());
    }

    public synchronized Optional<JudgedInvoice> invoice(String invoiceReference) {
        return Optional.ofNullable(invoices.get(invoiceReference));
    }

    /** The invoices that KSeF took, also those whose verdict does not show yet. */
    public List<JudgedInvoice> accepted() {
        return invoices().stream()
                .filter(invoice -> invoice.verdict().accepted() != null)
                .toList();
    }

    /** The pages of the UPO; none until the session was processed successfully. */
    public List<SignedUpoPage> upoPages(Instant now) {
        return status(now).success() ? upoPages.get() : List.of();
    }
}
