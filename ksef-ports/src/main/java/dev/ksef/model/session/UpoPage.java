package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of a collective UPO.
 *
 * @param downloadUrl a signed link, new in every answer about the status; fetch it without a bearer and never log it
 */
public record UpoPage(
        ReferenceNumber referenceNumber,
        @Nullable String downloadUrl,
        @Nullable OffsetDateTime downloadUrlExpirationDate) {

    public UpoPage {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }

    @Override
    public String toString() {
        return "UpoPage[" + referenceNumber + "]";
    }
}
