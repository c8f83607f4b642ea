package dev.ksef.domain.invoice;

/** The codes of errors that fetching an invoice reacts to: exceptions of {@code GET /invoices/ksef/{ksefNumber}}. */
final class InvoiceErrorCodes {

    /** This context knows no such invoice, also for a while after KSeF accepted it. */
    static final int NOT_KNOWN = 21164;

    /** The invoice was accepted and cannot be fetched yet. */
    static final int NOT_AVAILABLE_YET = 21165;

    private InvoiceErrorCodes() {}
}
