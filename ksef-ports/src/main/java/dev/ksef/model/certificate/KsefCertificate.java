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
 * A certificate that KSeF issued, as KSeF sends it. Its bytes are only parsed by {@link #x509()}, so that one bad certificate
 * does not spoil the others.
 *
 * <p>Source: schema {@code RetrieveCertificatesListItem} of API 2.7.0.
 *
 * @param certificate Base64 of the DER form of an X.509 certificate
 * @param certificateName the name given in the application
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
     * Returns the parsed certificate.
     *
     * @throws KsefSigningException if KSeF did not send a readable certificate
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
            // The messages of these exceptions may quote the content, and do not help.
            throw new KsefSigningException(named() + " cannot be read as X.509: retrieve it again");
        }
    }

    private String named() {
        return "The certificate " + certificateSerialNumber + " that KSeF gave";
    }

    /** Shows serial number, name and type. */
    @Override
    public String toString() {
        return "KsefCertificate[" + certificateSerialNumber + ", " + certificateName + ", " + certificateType + "]";
    }
}
