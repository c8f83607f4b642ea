package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/** KSeF's receipt of an invoice, with its reference number within the session. */
public record InvoiceSent(ReferenceNumber referenceNumber) {

    public InvoiceSent {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
