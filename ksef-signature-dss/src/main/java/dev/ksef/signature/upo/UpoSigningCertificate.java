package dev.ksef.signature.upo;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * The certificate that a UPO was signed with, in the forms in which people compare certificates.
 *
 * @param serialNumber hexadecimal, upper case, whole bytes
 * @param fingerprint SHA-256 of the certificate, 64 hexadecimal digits, as {@link CertificatePin#ofCertificate(String)}
 *     takes it
 * @param publicKeyFingerprint SHA-256 of the public key with its algorithm (SPKI), as
 *     {@link CertificatePin#ofPublicKey(String)} takes it
 */
public record UpoSigningCertificate(
        String subject,
        String issuer,
        String serialNumber,
        String fingerprint,
        String publicKeyFingerprint,
        Instant validFrom,
        Instant validTo) {

    private static final Map<String, String> NAMES =
            Map.of("2.5.4.97", "organizationIdentifier", "2.5.4.5", "serialNumber");

    static UpoSigningCertificate of(X509Certificate certificate) {
        return new UpoSigningCertificate(
                name(certificate.getSubjectX500Principal()),
                name(certificate.getIssuerX500Principal()),
                hex(certificate.getSerialNumber()),
                CertificatePin.ofCertificate(certificate).fingerprint(),
                CertificatePin.ofPublicKey(certificate).fingerprint(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String name(X500Principal principal) {
        return principal.getName(X500Principal.RFC2253, NAMES);
    }

    private static String hex(BigInteger number) {
        String digits = number.toString(16).toUpperCase(Locale.ROOT);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }
}
