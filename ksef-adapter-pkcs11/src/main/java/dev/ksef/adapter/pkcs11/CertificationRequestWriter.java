package dev.ksef.adapter.pkcs11;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.port.signing.DigestSigner;
import java.security.PublicKey;

/**
 * Writes applications for certificates (PKCS#10). This module knows how to sign in a device, not how to write ASN.1; the
 * module {@code ksef-adapter-crypto-bc} does.
 */
@FunctionalInterface
public interface CertificationRequestWriter {

    /**
     * The application, DER.
     *
     * @param subject whom the certificate is for; every value goes into the subject unchanged
     * @param signer signs with the private key of that public key, in the device
     * @throws Exception whatever stands in the way; it becomes a {@link dev.ksef.model.error.KsefSigningException}
     */
    byte[] write(CertificateEnrollmentData subject, PublicKey publicKey, DigestSigner signer) throws Exception;
}
