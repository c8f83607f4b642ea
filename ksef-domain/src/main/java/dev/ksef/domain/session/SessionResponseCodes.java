package dev.ksef.domain.session;

/**
 * The codes by which sessions decide how to go on. Each belongs to its operations: elsewhere the same number means something
 * else.
 */
final class SessionResponseCodes {

    /** The session is open: status of {@code GET /sessions/{referenceNumber}} and {@code GET /sessions}. */
    static final int OPEN = 100;

    /** The invoice is a duplicate: status of {@code GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}}. */
    static final int DUPLICATE = 440;

    /** The session takes no more invoices: exception of {@code POST /sessions/online/{referenceNumber}/invoices}. */
    static final int FULL = 21155;

    /**
     * The session is not open any more: exception of {@code POST /sessions/online/{referenceNumber}/invoices} and {@code
     * POST /sessions/online/{referenceNumber}/close}.
     */
    static final int NOT_OPEN = 21180;

    /**
     * The session is unavailable for the time being, and another is to be opened: exception of {@code POST
     * /sessions/online/{referenceNumber}/invoices}.
     */
    static final int UNAVAILABLE = 21184;

    private SessionResponseCodes() {}
}
