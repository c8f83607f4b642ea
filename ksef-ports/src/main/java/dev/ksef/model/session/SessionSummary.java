package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session in a list. */
public record SessionSummary(
        ReferenceNumber referenceNumber,
        @Nullable StatusInfo status,
        @Nullable OffsetDateTime dateCreated,
        @Nullable OffsetDateTime dateUpdated,
        @Nullable OffsetDateTime validUntil,
        @Nullable Integer totalInvoiceCount,
        @Nullable Integer successfulInvoiceCount,
        @Nullable Integer failedInvoiceCount) {

    public SessionSummary {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
