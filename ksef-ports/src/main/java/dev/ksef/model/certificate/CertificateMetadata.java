package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.OpenEnum;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a certificate. All values except the serial number may be absent, for example if KSeF sent a value that
 * cannot be read.
 *
 * <p>Source: schema {@code CertificateListItem} of API 2.7.0.
 *
 * @param name the name given in the application
 * @param commonName of its subject
 * @param subjectIdentifier the identifier of its owner
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

    /** Shows serial number, name and status, but not the owner. */
    @Override
    public String toString() {
        return "CertificateMetadata[" + certificateSerialNumber + ", " + name + ", " + status + "]";
    }

    /**
     * The owner of a certificate.
     *
     * @param value a NIP, a PESEL or a fingerprint
     */
    public record SubjectIdentifier(
            @Nullable OpenEnum<CertificateSubjectIdentifierType> type,
            @Nullable String value) {}
}
