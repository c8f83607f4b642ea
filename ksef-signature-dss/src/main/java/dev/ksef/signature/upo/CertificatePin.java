package dev.ksef.signature.upo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fingerprint of a certificate or of its public key. The one of the key stays the same when the owner has the same key
 * certified again.
 *
 * @param target what the fingerprint is of
 * @param fingerprint SHA-256: 64 hexadecimal digits, lower case
 */
public record CertificatePin(Target target, String fingerprint) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=");

    /** What a fingerprint is of. */
    public enum Target {
        /** The whole certificate in DER. */
        CERTIFICATE,
        /** The public key with its algorithm in DER (SubjectPublicKeyInfo). */
        PUBLIC_KEY
    }

    /**
     * Takes a fingerprint in one of the usual forms.
     *
     * @throws IllegalArgumentException if it is no SHA-256: 64 hexadecimal digits, with colons or without, or 44 characters
     *     of Base64
     */
    public CertificatePin {
        fingerprint = normal(fingerprint);
    }

    /** Pins one certificate by SHA-256 of its DER form, as {@code openssl x509 -fingerprint -sha256} prints it. */
    public static CertificatePin ofCertificate(String sha256) {
        return new CertificatePin(Target.CERTIFICATE, sha256);
    }

    /** Pins one certificate by its own fingerprint. */
    public static CertificatePin ofCertificate(X509Certificate certificate) {
        try {
            return ofCertificate(sha256(certificate.getEncoded()));
        } catch (CertificateEncodingException noCertificate) {
            throw new IllegalArgumentException("The certificate has no DER form", noCertificate);
        }
    }

    /** Pins a public key by SHA-256 of its SubjectPublicKeyInfo: any certificate of this key fits. */
    public static CertificatePin ofPublicKey(String sha256) {
        return new CertificatePin(Target.PUBLIC_KEY, sha256);
    }

    /** Pins the public key of a certificate: any other certificate of this key fits, too. */
    public static CertificatePin ofPublicKey(X509Certificate certificate) {
        return ofPublicKey(sha256(certificate.getPublicKey().getEncoded()));
    }

    boolean fits(X509Certificate certificate) {
        return equals(target == Target.CERTIFICATE ? ofCertificate(certificate) : ofPublicKey(certificate));
    }

    private static String normal(String fingerprint) {
        String hex = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (HEX.matcher(hex).matches()) {
            return hex;
        }
        if (BASE64.matcher(fingerprint).matches()) {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(fingerprint));
        }
        throw new IllegalArgumentException("A fingerprint is SHA-256: 64 hexadecimal digits, with colons or without, "
                + "or 44 characters of Base64; this one has " + fingerprint.length() + " characters");
    }

    private static String sha256(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
