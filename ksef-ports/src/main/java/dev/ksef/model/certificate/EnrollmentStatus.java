package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far an application for a certificate is: 100 taken up, 200 issued, 400 refused (the key belongs to somebody else, or
 * there are too many certificates), 500 unknown error, 550 cancelled by KSeF, apply again.
 *
 * @param requestDate when it was taken up
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
