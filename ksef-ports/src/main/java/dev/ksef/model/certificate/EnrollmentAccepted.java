package dev.ksef.model.certificate;

import dev.ksef.model.ReferenceNumber;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * KSeF's receipt of an application for a certificate.
 *
 * @param referenceNumber the number to ask for its status, for 30 days
 * @param timestamp when KSeF received it
 */
public record EnrollmentAccepted(
        ReferenceNumber referenceNumber, @Nullable OffsetDateTime timestamp) {

    public EnrollmentAccepted {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
