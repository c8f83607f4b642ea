package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates are listed: all conditions together, an absent one is none.
 *
 * <p>Source: schema {@code QueryCertificatesRequest} of API 2.7.0.
 *
 * @param name part of the name they were applied for under
 * @param expiresAfter only those that expire after this
 */
public record CertificateQuery(
        @Nullable CertificateSerialNumber certificateSerialNumber,
        @Nullable String name,
        @Nullable CertificateType type,
        @Nullable CertificateStatus status,
        @Nullable OffsetDateTime expiresAfter) {

    /** All certificates of whoever is signed in. */
    public static final CertificateQuery ALL = new CertificateQuery(null, null, null, null, null);

    /**
     * @throws IllegalArgumentException if the serial number is none of KSeF's
     */
    public CertificateQuery {
        if (certificateSerialNumber != null) {
            CertificateSerialNumber.of(certificateSerialNumber.value());
        }
    }

    /** Of these, the one with this serial number. */
    public CertificateQuery serialNumber(CertificateSerialNumber number) {
        return new CertificateQuery(number, name, type, status, expiresAfter);
    }

    /** Of these, those whose name contains this. */
    public CertificateQuery named(String part) {
        return new CertificateQuery(certificateSerialNumber, part, type, status, expiresAfter);
    }

    /** Of these, those of this type. */
    public CertificateQuery of(CertificateType wanted) {
        return new CertificateQuery(certificateSerialNumber, name, wanted, status, expiresAfter);
    }

    /** Of these, those with this status. */
    public CertificateQuery with(CertificateStatus wanted) {
        return new CertificateQuery(certificateSerialNumber, name, type, wanted, expiresAfter);
    }

    /** Of these, those that expire after this moment. */
    public CertificateQuery expiringAfter(Instant moment) {
        return new CertificateQuery(certificateSerialNumber, name, type, status, moment.atOffset(ZoneOffset.UTC));
    }
}
