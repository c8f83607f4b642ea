package dev.ksef.simulator.certificate;

import java.security.PublicKey;
import java.time.Instant;

/**
 * An order for a certificate.
 *
 * @param name what the holder calls the certificate
 * @param validFrom when the certificate begins to be valid
 */
public record CertificateOrder(
        String name,
        CertificatePurpose purpose,
        CertificateHolder holder,
        EnrollmentData subject,
        PublicKey key,
        Instant validFrom) {}
