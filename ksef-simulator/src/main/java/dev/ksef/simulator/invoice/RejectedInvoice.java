package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.ProcessingStatus;
import org.jspecify.annotations.Nullable;

/** The verdict on an invoice that KSeF did not take. */
public record RejectedInvoice(
        ProcessingStatus status, @Nullable String invoiceNumber, boolean offline) implements InvoiceVerdict {

    static RejectedInvoice of(InvoiceRejection rejection, @Nullable String invoiceNumber, boolean offline) {
        return new RejectedInvoice(rejection.status(), invoiceNumber, offline);
    }

    @Override
    public @Nullable TakenInvoice accepted() {
        return null;
    }
}
