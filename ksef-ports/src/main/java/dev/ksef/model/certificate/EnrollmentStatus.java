package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of an application for a certificate: 100 received, 200 issued, 400 refused (the key belongs to another subject, or
 * there are too many certificates), 500 unknown error, 550 cancelled by KSeF: apply again.
 *
 * @param requestDate when KSeF received it
 * @param certificateSerialNumber of the certificate, once it is issued
 */
public record EnrollmentStatus(
        @Nullable OffsetDateTime requestDate,
        StatusInfo status,
        @Nullable CertificateSerialNumber certificateSerialNumber) {

    public EnrollmentStatus {
        Objects.requireNonNull(status, "status");
    }
}
