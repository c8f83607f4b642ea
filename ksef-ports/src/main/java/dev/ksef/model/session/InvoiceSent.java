package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/** An invoice that KSeF took up for processing, under this number within its session. */
public record InvoiceSent(ReferenceNumber referenceNumber) {

    public InvoiceSent {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
