package dev.ksef.simulator.invoice;

import java.time.LocalDate;

/** What KSeF keeps of an invoice that it took, as the UPO tells it. */
public record TakenInvoice(
        String ksefNumber,
        String sessionReference,
        String sellerNip,
        String number,
        LocalDate issueDate,
        boolean offline) {

    public String invoicingMode() {
        return offline ? "Offline" : "Online";
    }
}
