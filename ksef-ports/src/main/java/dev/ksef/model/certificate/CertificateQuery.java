package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Selects certificates to list. A certificate must meet all conditions; null means no condition.
 *
 * <p>Source: schema {@code QueryCertificatesRequest} of API 2.7.0.
 *
 * @param name part of the name given in the application
 * @param expiresAfter only those that expire after this
 */
public record CertificateQuery(
        @Nullable CertificateSerialNumber certificateSerialNumber,
        @Nullable String name,
        @Nullable CertificateType type,
        @Nullable CertificateStatus status,
        @Nullable OffsetDateTime expiresAfter) {

    /** Selects all certificates of the signed-in subject. */
    public static final CertificateQuery ALL = new CertificateQuery(null, null, null, null, null);

    /**
     * @throws IllegalArgumentException if the serial number does not have the form of KSeF's
     */
    public CertificateQuery {
        if (certificateSerialNumber != null) {
            CertificateSerialNumber.of(certificateSerialNumber.value());
        }
    }

    /** Returns a copy that selects only the certificate with this serial number. */
    public CertificateQuery serialNumber(CertificateSerialNumber number) {
        return new CertificateQuery(number, name, type, status, expiresAfter);
    }

    /** Returns a copy that selects only certificates whose name contains this text. */
    public CertificateQuery named(String part) {
        return new CertificateQuery(certificateSerialNumber, part, type, status, expiresAfter);
    }

    /** Returns a copy that selects only certificates of this type. */
    public CertificateQuery of(CertificateType wanted) {
        return new CertificateQuery(certificateSerialNumber, name, wanted, status, expiresAfter);
    }

    /** Returns a copy that selects only certificates with this status. */
    public CertificateQuery with(CertificateStatus wanted) {
        return new CertificateQuery(certificateSerialNumber, name, type, wanted, expiresAfter);
    }

    /** Returns a copy that selects only certificates that expire after this moment. */
    public CertificateQuery expiringAfter(Instant moment) {
        return new CertificateQuery(certificateSerialNumber, name, type, status, moment.atOffset(ZoneOffset.UTC));
    }
}
