package dev.ksef.port.signing;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A new key pair without a certificate, with which to apply for a KSeF certificate. It lies in a file or was made in an HSM.
 *
 * <p><b>Threading:</b> for one thread. <b>Failure:</b> {@link dev.ksef.model.error.KsefSigningException}.
 *
 * <p><b>Secrets:</b> as {@link Signer}. <b>Lifecycle:</b> store the key durably before you apply for a certificate. A
 * certificate whose key is lost is worthless and still counts against the limits.
 */
public interface NewKey {

    /**
     * Returns the application (PKCS#10, DER), signed with the key. Its subject is exactly what KSeF returned, every value as
     * UTF8String (the country as PrintableString).
     *
     * @throws dev.ksef.model.error.KsefSigningException if the key is neither RSA of exactly 2048 bits nor on P-256
     */
    byte[] certificationRequest(CertificateEnrollmentData subject);

    /**
     * Returns the signer of this key with its certificate. Stores the certificate beside the key if the device needs that.
     *
     * @param chain the certificate first
     * @throws dev.ksef.model.error.KsefSigningException if the certificate belongs to another key
     */
    Signer certified(List<X509Certificate> chain);
}
