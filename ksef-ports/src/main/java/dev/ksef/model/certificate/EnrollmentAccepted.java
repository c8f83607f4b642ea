package dev.ksef.model.certificate;

import dev.ksef.model.ReferenceNumber;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * KSeF took up an application for a certificate.
 *
 * @param referenceNumber by which to ask what becomes of it, for 30 days
 * @param timestamp when it was taken up
 */
public record EnrollmentAccepted(
        ReferenceNumber referenceNumber, @Nullable OffsetDateTime timestamp) {

    public EnrollmentAccepted {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
    }
}
