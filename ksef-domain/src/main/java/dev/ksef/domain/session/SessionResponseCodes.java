package dev.ksef.domain.session;

/**
 * The codes in KSeF's answers that sessions react to. Each is valid only for the named operations, since the same number means
 * something else in others.
 */
final class SessionResponseCodes {

    /** The session is open: status of {@code GET /sessions/{referenceNumber}} and {@code GET /sessions}. */
    static final int OPEN = 100;

    /** The invoice is a duplicate: status of {@code GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}}. */
    static final int DUPLICATE = 440;

    /** The session is full: exception of {@code POST /sessions/online/{referenceNumber}/invoices}. */
    static final int FULL = 21155;

    /**
     * The session is no longer open: exception of {@code POST /sessions/online/{referenceNumber}/invoices} and {@code POST
     * /sessions/online/{referenceNumber}/close}.
     */
    static final int NOT_OPEN = 21180;

    /**
     * The session is unavailable at the moment, and another one should be opened: exception of {@code POST
     * /sessions/online/{referenceNumber}/invoices}.
     */
    static final int UNAVAILABLE = 21184;

    private SessionResponseCodes() {}
}
