package dev.ksef.domain.export;

/** Codes of KSeF on which something is decided here. */
final class ExportResponseCodes {

    /** From this status on, {@code GET /invoices/exports/{referenceNumber}} tells of an export that is not under way. */
    static final int DONE = 200;

    /** Status of {@code GET /invoices/exports/{referenceNumber}}: the package is not kept any more. */
    static final int EXPIRED = 210;

    /** Status of {@code GET /invoices/exports/{referenceNumber}}: the content key could not be decrypted. */
    static final int KEY_NOT_DECRYPTED = 415;

    /** Status of {@code GET /invoices/exports/{referenceNumber}}: the range begins behind the high-water mark. */
    static final int BEHIND_MARK = 420;

    /** The same as an exception of {@code POST /invoices/exports}, as it is one of queries. */
    static final int RANGE_BEHIND_MARK = 21183;

    /** Status of {@code GET /invoices/exports/{referenceNumber}}: KSeF cancelled the export. */
    static final int CANCELLED = 550;

    /** Exception of {@code POST /invoices/exports}: too many exports are under way. */
    static final int TOO_MANY = 21182;

    private ExportResponseCodes() {}
}
