package dev.ksef.simulator.identifier;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A KSeF number in half the memory of its text, which {@link #toString()} gives.
 *
 * @param day year, month and day as eight digits
 * @param serial the last ten of the twelve hexadecimal digits; the first two are always the same
 */
public record KsefNumber(long sellerNip, int day, long serial) {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int SERIAL_DIGITS = 10;
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{9})-([1-9]\\d{7})-01([0-9A-F]{10})-[0-9A-F]{2}");

    /** Reads the text; nothing if no number that the simulator makes is written so. */
    public static Optional<KsefNumber> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new KsefNumber(
                                Long.parseLong(parts.group(1)),
                                Integer.parseInt(parts.group(2)),
                                HexFormat.fromHexDigitsToLong(parts.group(3))))
                        .filter(number -> number.toString().equals(text))
                : Optional.empty();
    }

    /**
     * The number that a saved state has.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static KsefNumber saved(String text) {
        return of(text).orElseThrow(() -> new IllegalArgumentException("not a KSeF number"));
    }

    @Override
    public String toString() {
        return Crc8Checksum.appendTo(sellerNip + "-" + day + "-01" + HEX.toHexDigits(serial, SERIAL_DIGITS));
    }
}
