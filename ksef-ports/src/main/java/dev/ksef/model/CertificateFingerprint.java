package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a certificate in DER: 64 hexadecimal digits. KSeF identifies by it who signs in with a certificate that
 * names neither a NIP nor a PESEL. It is sent in upper case; two that differ in case alone are equal.
 */
public record CertificateFingerprint(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Fa-f]{64}");

    /** Takes the value from KSeF without checking its form. */
    public CertificateFingerprint {
        TextCheck.taken(value, "certificate fingerprint");
    }

    /**
     * Returns the fingerprint in upper case after checking its form.
     *
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits without separators
     */
    public static CertificateFingerprint of(String value) {
        return new CertificateFingerprint(TextCheck.shaped(
                        value,
                        SHAPE,
                        "certificate fingerprint",
                        "64 hexadecimal digits without separators, the SHA-256 of the certificate")
                .toUpperCase(Locale.ROOT));
    }

    /** Returns the fingerprint of a certificate. */
    public static CertificateFingerprint of(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new CertificateFingerprint(HexFormat.of().withUpperCase().formatHex(hash));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding, and every JDK SHA-256", impossible);
        }
    }

    /** Tells whether this is 64 hexadecimal digits, in either case. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificateFingerprint that && value.equalsIgnoreCase(that.value);
    }

    @Override
    public int hashCode() {
        return value.toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
