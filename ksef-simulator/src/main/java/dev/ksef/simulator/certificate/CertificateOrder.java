package dev.ksef.simulator.certificate;

import java.security.PublicKey;
import java.time.Instant;

/**
 * What is to be certified.
 *
 * @param name what the holder calls the certificate
 * @param validFrom when it is to begin
 */
public record CertificateOrder(
        String name,
        CertificatePurpose purpose,
        CertificateHolder holder,
        EnrollmentData subject,
        PublicKey key,
        Instant validFrom) {}
