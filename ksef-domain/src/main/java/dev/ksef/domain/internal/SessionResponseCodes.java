package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefApiException;

/**
 * The codes in KSeF's answers that sessions react to. Each is valid only for the named operations, since the same number means
 * something else in others.
 */
public final class SessionResponseCodes {

    /** The session is open: status of {@code GET /sessions/{referenceNumber}} and {@code GET /sessions}. */
    public static final int OPEN = 100;

    /** The invoice is a duplicate: status of {@code GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}}. */
    public static final int DUPLICATE = 440;

    /** The session is full: exception of {@code POST /sessions/online/{referenceNumber}/invoices}. */
    private static final int FULL = 21155;

    /**
     * The session is no longer open: exception of {@code POST /sessions/online/{referenceNumber}/invoices} and {@code POST
     * /sessions/online/{referenceNumber}/close}.
     */
    public static final int NOT_OPEN = 21180;

    /**
     * The session is unavailable at the moment, and another one should be opened: exception of {@code POST
     * /sessions/online/{referenceNumber}/invoices}.
     */
    private static final int UNAVAILABLE = 21184;

    /**
     * The session was cancelled, since nothing was sent or a package was not closed in time: status of {@code GET
     * /sessions/{referenceNumber}}.
     */
    public static final int CANCELLED = 440;

    private SessionResponseCodes() {}

    /**
     * Tells whether a session takes no more invoices, while another one would: it is full, not open any more, or unavailable.
     *
     * @param refusal of {@code POST /sessions/online/{referenceNumber}/invoices}
     */
    public static boolean needsAnotherSession(KsefApiException refusal) {
        return refusal.has(FULL) || refusal.has(NOT_OPEN) || refusal.has(UNAVAILABLE);
    }
}
