package dev.ksef.model.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.error.KsefSigningException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that KSeF issued, as it hands it out. Whether its bytes are a certificate is seen when they are read, so that
 * one odd certificate costs no other.
 *
 * <p>Source: schema {@code RetrieveCertificatesListItem} of API 2.7.0.
 *
 * @param certificate Base64 of the DER form of an X.509 certificate
 * @param certificateName the name it was applied for under
 */
public record KsefCertificate(
        CertificateSerialNumber certificateSerialNumber,
        @Nullable String certificateName,
        @Nullable OpenEnum<CertificateType> certificateType,
        @Nullable String certificate) {

    public KsefCertificate {
        Objects.requireNonNull(certificateSerialNumber, "certificateSerialNumber");
    }

    /**
     * Returns the certificate itself.
     *
     * @throws KsefSigningException if what KSeF sent is none
     */
    public X509Certificate x509() {
        if (certificate == null) {
            throw new KsefSigningException(named() + " has no content: retrieve it again");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(certificate);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            // What they say of it may quote the content, and says nothing that helps.
            throw new KsefSigningException(named() + " cannot be read as X.509: retrieve it again");
        }
    }

    private String named() {
        return "The certificate " + certificateSerialNumber + " that KSeF gave";
    }

    /** Serial number, name and type. */
    @Override
    public String toString() {
        return "KsefCertificate[" + certificateSerialNumber + ", " + certificateName + ", " + certificateType + "]";
    }
}
