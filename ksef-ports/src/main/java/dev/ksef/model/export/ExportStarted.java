package dev.ksef.model.export;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/** A started export. Source: schema {@code ExportInvoicesResponse} of API 2.8.1. */
public record ExportStarted(ReferenceNumber referenceNumber) {

    public ExportStarted {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
