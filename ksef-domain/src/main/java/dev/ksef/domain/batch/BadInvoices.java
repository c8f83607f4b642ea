package dev.ksef.domain.batch;

/** What becomes of a package if KSeF would refuse some of its invoices. */
public enum BadInvoices {
    /** Nothing is sent, and all that is wrong is told at once. */
    REFUSE_ALL,
    /** The good ones are sent, and the others are told. */
    LEAVE_OUT
}
