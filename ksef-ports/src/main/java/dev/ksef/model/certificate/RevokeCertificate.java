package dev.ksef.model.certificate;

import org.jspecify.annotations.Nullable;

/**
 * Why a certificate is revoked.
 *
 * @param revocationReason null where it is nobody's business
 */
public record RevokeCertificate(@Nullable CertificateRevocationReason revocationReason) {

    /** Returns a revocation for this reason; null where it is nobody's business. */
    public static RevokeCertificate of(@Nullable CertificateRevocationReason reason) {
        return new RevokeCertificate(reason);
    }
}
