package dev.ksef.model.certificate;

import org.jspecify.annotations.Nullable;

/**
 * A request to revoke a certificate.
 *
 * @param revocationReason null to give no reason
 */
public record RevokeCertificate(@Nullable CertificateRevocationReason revocationReason) {

    /** Returns a revocation for this reason; null to give no reason. */
    public static RevokeCertificate of(@Nullable CertificateRevocationReason reason) {
        return new RevokeCertificate(reason);
    }
}
