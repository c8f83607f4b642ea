package dev.ksef.domain.invoice;

/** The codes of errors that finding and fetching invoices reacts to: exceptions of {@code GET /invoices/ksef/{ksefNumber}}. */
final class InvoiceErrorCodes {

    /** This context knows no such invoice, also for a while after KSeF accepted it. */
    static final int NOT_KNOWN = 21164;

    /** The invoice was accepted and cannot be fetched yet. */
    static final int NOT_AVAILABLE_YET = 21165;

    /** Exception of {@code POST /invoices/query/metadata}: the range begins behind the high-water mark. */
    static final int BEHIND_MARK = 21183;

    private InvoiceErrorCodes() {}
}
