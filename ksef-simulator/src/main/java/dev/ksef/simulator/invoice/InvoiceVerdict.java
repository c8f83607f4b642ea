package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.ProcessingStatus;
import org.jspecify.annotations.Nullable;

/**
 * How an invoice ends.
 *
 * @param invoiceNumber its own number, if it could be read
 * @param accepted what was taken, if it was
 * @param offline whether it counts as issued offline
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

    /** Whether the invoice was rejected for another reason than that its context may not issue it. */
    public boolean technicallyRejected() {
        return status.failure() && status.code() != InvoiceRejection.NO_RIGHTS;
    }
}
