package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.io.Serializable;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The serial number of a KSeF certificate, by which KSeF and the links of KOD II name it: 16 hexadecimal digits in upper
 * case, for example {@code 01F20A5D352AE590}. Leading zeros belong to it.
 */
public record CertificateSerialNumber(String value) implements TextValue, Serializable {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-F]{16}");
    private static final int DIGITS = 16;

    /** Takes what KSeF sent, as it is. */
    public CertificateSerialNumber {
        TextCheck.taken(value, "certificate serial number");
    }

    /**
     * Returns the number, checked.
     *
     * @throws IllegalArgumentException if it is not 16 hexadecimal digits in upper case
     */
    public static CertificateSerialNumber of(String value) {
        return new CertificateSerialNumber(TextCheck.shaped(
                value,
                SHAPE,
                "certificate serial number",
                "16 hexadecimal digits in upper case, leading zeros included"));
    }

    /**
     * Returns the number that stands in a certificate, whoever issued it: others' may have more than 16 digits, and not be
     * valid.
     */
    public static CertificateSerialNumber in(X509Certificate certificate) {
        String digits = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        return new CertificateSerialNumber("0".repeat(Math.max(0, DIGITS - digits.length())) + digits);
    }

    /** Tells whether this has the documented length and alphabet. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
