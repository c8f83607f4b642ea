package dev.ksef.model.session;

import dev.ksef.model.ReferenceNumber;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An opened online session.
 *
 * @param validUntil when KSeF closes it by itself, 12 hours after opening
 */
public record OnlineSessionOpened(
        ReferenceNumber referenceNumber, @Nullable OffsetDateTime validUntil) {

    public OnlineSessionOpened {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
