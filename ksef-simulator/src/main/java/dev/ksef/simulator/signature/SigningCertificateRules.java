package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** The rules for a certificate that a request is signed with, whoever issued it. */
public final class SigningCertificateRules {

    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private SigningCertificateRules() {}

    /**
     * The key to verify the signature with.
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
     * Requires the names that the certificate of a person or a seal must have. If the subject is identified by
     * fingerprint, the identifier may be missing.
     *
     * @throws BadRequest 21115 if a name is missing, or the certificate is neither of a person nor a seal
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

    /** Whether the key may confirm content, but not sign in. KSeF certificates of type Offline are such. */
    public static boolean onlyConfirms(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[1] && !usage[0];
    }
}
