package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.link.SignedLink;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of a collective UPO.
 *
 * @param downloadUrl new in every answer about the status; absent, too, if it is no address. Fetch it without a bearer and never log it
 */
public record UpoPage(
        ReferenceNumber referenceNumber,
        @Nullable SignedLink downloadUrl,
        @Nullable OffsetDateTime downloadUrlExpirationDate) {

    public UpoPage {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }

    @Override
    public String toString() {
        return "UpoPage[" + referenceNumber + "]";
    }
}
