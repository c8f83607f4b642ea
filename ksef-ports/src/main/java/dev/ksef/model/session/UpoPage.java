package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of a collective UPO.
 *
 * @param downloadUrl a signed link, new at every status call; it must be fetched without a bearer and never be logged
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
