package dev.ksef.simulator;

import java.time.LocalDate;

/** What KSeF keeps of an invoice it took, as the UPO tells it. */
record AcceptedInvoice(
        String ksefNumber,
        String sessionReference,
        String sellerNip,
        String number,
        LocalDate issueDate,
        boolean offline) {

    String invoicingMode() {
        return offline ? "Offline" : "Online";
    }
}
