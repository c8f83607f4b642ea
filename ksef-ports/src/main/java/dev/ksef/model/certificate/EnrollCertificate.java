package dev.ksef.model.certificate;

import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application for a KSeF certificate.
 *
 * <p>Source: schema {@code EnrollCertificateRequest} of API 2.7.0.
 *
 * @param certificateName a name chosen by the applicant: 5 to 100 letters (Polish ones too), digits, spaces, hyphens and
 *     underscores
 * @param csr the application itself: Base64 of PKCS#10 in DER
 * @param validFrom the beginning of its validity; its issue if null
 */
public record EnrollCertificate(
        String certificateName,
        CertificateType certificateType,
        String csr,
        @Nullable OffsetDateTime validFrom) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_\\- ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]{5,100}");

    /**
     * @throws IllegalArgumentException if KSeF would not accept the name
     */
    public EnrollCertificate {
        requireName(certificateName);
        Objects.requireNonNull(certificateType, "certificateType");
        Objects.requireNonNull(csr, "csr");
    }

    /**
     * Returns an application for a certificate that is valid from its issue. The PKCS#10 is in DER.
     *
     * @throws IllegalArgumentException if KSeF would not accept the name
     */
    public static EnrollCertificate of(String name, CertificateType type, byte[] pkcs10) {
        return new EnrollCertificate(name, type, Base64.getEncoder().encodeToString(pkcs10), null);
    }

    /** Returns a copy for a certificate that is valid from the given moment; from its issue if null. */
    public EnrollCertificate validFrom(@Nullable OffsetDateTime moment) {
        return new EnrollCertificate(certificateName, certificateType, csr, moment);
    }

    /**
     * Returns the name if KSeF accepts it.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a certificate has 5 to 100 characters: letters (Polish ones too),"
                            + " digits, spaces, hyphens and underscores");
        }
        return name;
    }

    /** Shows name and type, but not the subject. */
    @Override
    public String toString() {
        return "EnrollCertificate[" + certificateName + ", " + certificateType + "]";
    }
}
