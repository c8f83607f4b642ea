package dev.ksef.simulator;

import java.security.cert.X509Certificate;

/**
 * A KSeF certificate that the simulator issued to a test.
 *
 * @param serialNumber 16 upper-case hexadecimal digits, leading zeros included
 * @param certificate the certificate itself, signed by {@link CertificateAuthority#authority()}
 */
public record IssuedCertificate(String serialNumber, X509Certificate certificate) {}
