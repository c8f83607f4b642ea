package dev.ksef.port.signing;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A new key pair that has no certificate yet: a KSeF certificate is applied for with it. In a file or born in an HSM.
 *
 * <p><b>Threading:</b> for one thread. <b>Failure:</b> {@link dev.ksef.model.error.KsefSigningException}.
 *
 * <p><b>Secrets:</b> as {@link Signer}. <b>Lifecycle:</b> a key must be durable before a certificate is applied for, since
 * a certificate whose key is lost is worth nothing and counts against the limits.
 */
public interface NewKey {

    /**
     * The application (PKCS#10, DER), signed with the key. Its subject is exactly what KSeF returned, every value as
     * UTF8String (the country as PrintableString).
     *
     * @throws dev.ksef.model.error.KsefSigningException if the key is neither RSA of exactly 2048 bits nor on P-256
     */
    byte[] certificationRequest(CertificateEnrollmentData subject);

    /**
     * The signer of this key with its certificate, kept beside the key where the device needs that.
     *
     * @param chain the certificate first
     * @throws dev.ksef.model.error.KsefSigningException if the certificate belongs to another key
     */
    Signer certified(List<X509Certificate> chain);
}
