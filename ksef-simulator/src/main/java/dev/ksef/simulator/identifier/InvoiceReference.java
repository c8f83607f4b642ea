package dev.ksef.simulator.identifier;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference number of an invoice in half the memory of its text, which {@link #toString()} gives.
 *
 * @param day year, month and day as eight digits
 * @param first ten hexadecimal digits
 * @param second ten more
 */
public record InvoiceReference(int day, long first, long second) {

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{7})-EE-([0-9A-F]{10})-([0-9A-F]{10})-[0-9A-F]{2}");

    /** Reads the text; nothing if no reference number of an invoice is written so. */
    public static Optional<InvoiceReference> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new InvoiceReference(
                                Integer.parseInt(parts.group(1)),
                                HexFormat.fromHexDigitsToLong(parts.group(2)),
                                HexFormat.fromHexDigitsToLong(parts.group(3))))
                        .filter(reference -> reference.toString().equals(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return ReferenceNumbers.written(day, ReferenceNumbers.Kind.INVOICE, first, second);
    }
}
