package dev.ksef.model;

import dev.ksef.model.internal.Crc8;
import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/**
 * The number that KSeF gives to an accepted invoice: 35 characters, {@code NIP-YYYYMMDD-HHHHHHHHHHHH-CC}, where {@code CC} is a
 * CRC-8 over the first 32 characters, hyphens included. Numbers of KSeF 1.0 have 36 characters (one more hyphen in the
 * technical part). Their CRC is not checked, since its computation is not documented.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/faktury/numer-ksef.md">numer-ksef</a>; schema {@code
 * KsefNumber} of API 2.7.0.
 */
public record KsefNumber(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile("[1-9](\\d[1-9]|[1-9]\\d)\\d{7}"
            + "-(20[2-9]\\d|2[1-9]\\d{2}|[3-9]\\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])"
            + "-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}");
    private static final int LENGTH = 35;

    /** Takes the value from KSeF without checking its form. */
    public KsefNumber {
        TextCheck.taken(value, "KSeF number");
    }

    /**
     * Returns the number after checking its form and, if it has 35 characters, its CRC.
     *
     * @throws IllegalArgumentException if the form or the CRC is wrong, so that a typing error is found before any call
     */
    public static KsefNumber of(String value) {
        var number = new KsefNumber(
                TextCheck.shaped(value, SHAPE, "KSeF number", "NIP, date, 12 hexadecimal digits and a checksum"));
        if (!number.isValid()) {
            throw new IllegalArgumentException(
                    "KSeF number " + value + " has a wrong checksum: " + "one of its characters was mistyped or lost");
        }
        return number;
    }

    /** Tells whether the form and, for 35 characters, the CRC are right. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches() && (value.length() != LENGTH || Crc8.endsRightly(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
