package dev.ksef.domain.session;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.session.SessionInvoice;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ticket for an invoice that KSeF accepted for processing: its status can be asked at any time, here or elsewhere.
 */
public final class SentInvoice {

    private final OnlineSession session;
    private final ReferenceNumber referenceNumber;
    private final Sha256 hash;
    private final InvoiceFacts facts;
    private final @Nullable SendOptions options;

    SentInvoice(
            OnlineSession session,
            ReferenceNumber referenceNumber,
            Sha256 hash,
            InvoiceFacts facts,
            @Nullable SendOptions options) {
        this.session = session;
        this.referenceNumber = referenceNumber;
        this.hash = hash;
        this.facts = facts;
        this.options = options;
    }

    /** Its number in the session. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }

    /** SHA-256 of its XML, as sent. */
    public Sha256 hash() {
        return hash;
    }

    /** How it was sent; empty where it was found again, since that does not show. */
    public Optional<SendOptions> options() {
        return Optional.ofNullable(options);
    }

    /** How far it is: one call. */
    public SessionInvoice status() {
        return session.invoice(referenceNumber);
    }

    /** Why KSeF made it offline, from what {@link #status()} yielded; empty where it is not, or not known to be yet. */
    public Optional<OfflineReason> offlineReason(SessionInvoice status) {
        return OfflineReason.of(status, options);
    }

    /**
     * Waits until KSeF has accepted it.
     *
     * @throws KsefProcessingException if KSeF rejects it: 410 not the seller's context, 415 attachment, 430 file, 435
     *     decryption, 440 duplicate (the original's numbers are in the status' extensions; if the original is this
     *     very file in this session, or in an earlier one of the same rolling session, it is what is yielded), 450 content
     * @throws dev.ksef.model.error.KsefDeadlineException if it does not decide in time
     */
    public AcceptedInvoice await(Duration patience) {
        return session.await(referenceNumber, patience, this::accepted);
    }

    private Optional<AcceptedInvoice> accepted(SessionInvoice invoice) {
        if (invoice.status().isFailure()) {
            return Optional.of(session.ownOriginal(invoice, hash, facts)
                    .orElseThrow(() -> new KsefProcessingException("Invoice", invoice.status(), referenceNumber)));
        }
        KsefNumber ksefNumber = invoice.ksefNumber();
        return invoice.status().isSuccess() && ksefNumber != null
                ? Optional.of(session.accepted(invoice, ksefNumber, hash, facts, options))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "SentInvoice[" + referenceNumber + "]";
    }
}
