package dev.ksef.domain.sync;

/** Codes of KSeF on which something is decided here. */
final class SyncResponseCodes {

    /** Status of an export: its range begins behind the high-water mark. */
    static final int BEHIND_MARK = 420;

    /** Exception of {@code POST /invoices/query/metadata}: the range begins behind the high-water mark. */
    static final int QUERY_BEHIND_MARK = 21183;

    /** Exception of {@code POST /invoices/exports}: the taxpayer cannot have this part on an invoice. */
    static final int UNFIT_SUBJECT = 21181;

    private SyncResponseCodes() {}
}
