package dev.ksef.adapter.pkcs11;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.port.signing.DigestSigner;
import java.security.PublicKey;

/**
 * Writes applications for certificates (PKCS#10). This module has no writer of its own; use
 * {@code CertificationRequests::of} of the module {@code ksef-adapter-crypto-bc}.
 */
@FunctionalInterface
public interface CertificationRequestWriter {

    /**
     * Writes an application in DER.
     *
     * @param subject whom the certificate is for; every value goes into the subject unchanged
     * @param signer signs in the device with the private key that belongs to {@code publicKey}
     * @throws Exception if the application cannot be written; it becomes a {@link dev.ksef.model.error.KsefSigningException}
     */
    byte[] write(CertificateEnrollmentData subject, PublicKey publicKey, DigestSigner signer) throws Exception;
}
