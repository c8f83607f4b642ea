package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.ProcessingStatus;
import org.jspecify.annotations.Nullable;

/** The verdict on an invoice. */
public sealed interface InvoiceVerdict permits TakenInvoice, RejectedInvoice {

    ProcessingStatus status();

    /** The number that the seller gave the invoice, if it could be read. */
    @Nullable
    String invoiceNumber();

    /** What KSeF took; null if it rejected the invoice. */
    @Nullable
    TakenInvoice accepted();

    /** Whether the invoice counts as issued offline. */
    boolean offline();

    /** Whether the invoice was rejected for a technical reason: any but that its context has no right to issue it. */
    default boolean technicallyRejected() {
        return status().failure() && status().code() != InvoiceRejection.NO_RIGHTS;
    }
}
