package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.OpenEnum;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What KSeF knows of a certificate, without the certificate itself. Everything but its serial number may be absent: where
 * KSeF sent something that cannot be read.
 *
 * <p>Source: schema {@code CertificateListItem} of API 2.7.0.
 *
 * @param name the name it was applied for under
 * @param commonName of its subject
 * @param subjectIdentifier whose it is
 * @param lastUseDate when it was last used
 * @param requestDate when it was applied for
 */
public record CertificateMetadata(
        CertificateSerialNumber certificateSerialNumber,
        @Nullable String name,
        @Nullable OpenEnum<CertificateType> type,
        @Nullable String commonName,
        @Nullable OpenEnum<CertificateStatus> status,
        @Nullable SubjectIdentifier subjectIdentifier,
        @Nullable OffsetDateTime validFrom,
        @Nullable OffsetDateTime validTo,
        @Nullable OffsetDateTime lastUseDate,
        @Nullable OffsetDateTime requestDate) {

    public CertificateMetadata {
        Objects.requireNonNull(certificateSerialNumber, "certificateSerialNumber");
    }

    /** Tells whether it has this status. */
    public boolean is(CertificateStatus wanted) {
        return status != null && status.is(wanted);
    }

    /** Serial number, name and status; whose it is stays with those it concerns. */
    @Override
    public String toString() {
        return "CertificateMetadata[" + certificateSerialNumber + ", " + name + ", " + status + "]";
    }

    /**
     * Whose a certificate is.
     *
     * @param value a NIP, a PESEL or a fingerprint
     */
    public record SubjectIdentifier(
            @Nullable OpenEnum<CertificateSubjectIdentifierType> type,
            @Nullable String value) {}
}
