package dev.ksef.simulator;

import java.security.cert.X509Certificate;

/**
 * A KSeF certificate as its holder has it.
 *
 * @param serialNumber 16 upper-case hexadecimal digits, leading zeros included
 * @param type what it is for
 * @param certificate the certificate itself, signed by {@link CertificateAuthority#authority()}
 */
public record KsefCertificate(String serialNumber, CertificateType type, X509Certificate certificate) {}
