package dev.ksef.model.certificate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The subject for which KSeF would issue a certificate. An application must contain these values unchanged (otherwise 25003).
 *
 * <p>Source: operation {@code GET /certificates/enrollments/data} of API 2.7.0.
 *
 * @param commonName 2.5.4.3
 * @param countryName 2.5.4.6, ISO 3166
 * @param givenName 2.5.4.42, of a person
 * @param surname 2.5.4.4, of a person
 * @param serialNumber 2.5.4.5, such as {@code TINPL-...} or {@code PNOPL-...}
 * @param uniqueIdentifier 2.5.4.45
 * @param organizationName 2.5.4.10, of a seal
 * @param organizationIdentifier 2.5.4.97, of a seal, such as {@code VATPL-...}
 */
public record CertificateEnrollmentData(
        String commonName,
        String countryName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String serialNumber,
        @Nullable String uniqueIdentifier,
        @Nullable String organizationName,
        @Nullable String organizationIdentifier) {

    public CertificateEnrollmentData {
        Objects.requireNonNull(commonName, "commonName");
        Objects.requireNonNull(countryName, "countryName");
    }
}
