package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** What KSeF asks of the certificate that a request is signed with, before it looks who gave it out. */
public final class SigningCertificateRules {

    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private SigningCertificateRules() {}

    /**
     * The key to verify with.
     *
     * @throws BadRequest 21115 if it is too weak
     */
    static PublicKey key(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        boolean strong = (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS)
                || (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= EC_BITS);
        if (!strong) {
            throw SignatureRefusals.invalidCertificate("Klucz musi mieć co najmniej " + RSA_BITS + " bitów RSA lub "
                    + EC_BITS + " bitów krzywej eliptycznej.");
        }
        return key;
    }

    /**
     * Holds the names in the certificate against those that a person or a seal must have. What identifies the subject
     * may be missing if the fingerprint does.
     *
     * @throws BadRequest 21115 if one is missing, or the certificate is neither
     */
    public static void requireAttributes(CertificateSubject subject, boolean byFingerprint) {
        if (subject.commonName() == null || subject.countryName() == null) {
            throw SignatureRefusals.invalidCertificate("Brak wymaganych atrybutów podmiotu: commonName, countryName.");
        }
        boolean person = subject.givenName() != null
                && subject.surname() != null
                && (byFingerprint || subject.serialNumber() != null);
        boolean seal = subject.givenName() == null
                && subject.surname() == null
                && subject.organizationName() != null
                && (byFingerprint || subject.organizationIdentifier() != null);
        if (!person && !seal) {
            throw SignatureRefusals.invalidCertificate(
                    "Atrybuty podmiotu nie są ani atrybutami osoby fizycznej (givenName, surname, serialNumber), "
                            + "ani pieczęci (organizationName, organizationIdentifier, bez givenName i surname).");
        }
    }

    /** Whether the key may confirm, but not sign in: such are the KSeF certificates for working offline. */
    public static boolean onlyConfirms(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[1] && !usage[0];
    }
}
