package dev.ksef.domain.session;

import java.time.Duration;

/**
 * Says when a rolling session changes to a new session.
 *
 * @param mostInvoices how many invoices one session takes, at least 1; KSeF's usual limit is 10 000, that of a context may
 *     differ
 * @param margin how long before its automatic end, 12 hours after its opening, a session gets no more invoices; it should be
 *     longer than a send can take
 */
public record RollOver(int mostInvoices, Duration margin) {

    static final Duration LIFE_OF_A_SESSION = Duration.ofHours(12);

    /** After 10 000 invoices, or 10 minutes before the 12 hours are over. */
    public static final RollOver USUAL = new RollOver(10_000, Duration.ofMinutes(10));

    /**
     * @throws IllegalArgumentException if a session would take no invoice, or be too old from the start
     */
    public RollOver {
        if (mostInvoices < 1) {
            throw new IllegalArgumentException("A session must take at least one invoice, not " + mostInvoices);
        }
        if (margin.isNegative() || margin.compareTo(LIFE_OF_A_SESSION) >= 0) {
            throw new IllegalArgumentException("The margin must be less than the 12 hours of a session, not " + margin);
        }
    }

    /** The same with another number of invoices in a session. */
    public RollOver withMostInvoices(int most) {
        return new RollOver(most, margin);
    }
}
