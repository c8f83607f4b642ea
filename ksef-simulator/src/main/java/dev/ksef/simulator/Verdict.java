package dev.ksef.simulator;

import org.jspecify.annotations.Nullable;

/**
 * How an invoice ends.
 *
 * @param invoiceNumber its own number, if it could be read
 * @param accepted what was taken, if it was
 * @param offline whether it counts as issued offline
 */
record Verdict(
        Status status,
        @Nullable String invoiceNumber,
        @Nullable AcceptedInvoice accepted,
        boolean offline) {

    static Verdict accepted(AcceptedInvoice invoice) {
        return new Verdict(Status.of(200, "Sukces"), invoice.number(), invoice, invoice.offline());
    }

    static Verdict rejected(Rejection rejection, @Nullable String invoiceNumber, boolean offline) {
        return new Verdict(rejection.status(), invoiceNumber, null, offline);
    }
}
