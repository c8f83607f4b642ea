package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.io.Serializable;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The serial number of a KSeF certificate, as in KSeF's answers and in links of KOD II: 16 hexadecimal digits in upper case,
 * including leading zeros, for example {@code 01F20A5D352AE590}.
 */
public record CertificateSerialNumber(String value) implements TextValue, Serializable {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-F]{16}");
    private static final int DIGITS = 16;

    /** Takes the value from KSeF without checking its form. */
    public CertificateSerialNumber {
        TextCheck.taken(value, "certificate serial number");
    }

    /**
     * Returns the number after checking its form.
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
     * Returns the number in a certificate of any issuer. It is not valid here if it has more than 16 digits, as other issuers'
     * numbers may.
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
