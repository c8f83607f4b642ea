package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.ProcessingStatus;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an invoice.
 *
 * @param invoiceNumber the number that the seller gave it, if it could be read
 * @param accepted what KSeF took; null if it rejected the invoice
 * @param offline whether the invoice counts as issued offline
 */
public record InvoiceVerdict(
        ProcessingStatus status,
        @Nullable String invoiceNumber,
        @Nullable TakenInvoice accepted,
        boolean offline) {

    public static InvoiceVerdict accepted(TakenInvoice invoice) {
        return new InvoiceVerdict(ProcessingStatus.of(200, "Sukces"), invoice.number(), invoice, invoice.offline());
    }

    static InvoiceVerdict rejected(InvoiceRejection rejection, @Nullable String invoiceNumber, boolean offline) {
        return new InvoiceVerdict(rejection.status(), invoiceNumber, null, offline);
    }

    /** Whether the invoice was rejected for a technical reason: any but that its context has no right to issue it. */
    public boolean technicallyRejected() {
        return status.failure() && status.code() != InvoiceRejection.NO_RIGHTS;
    }
}
