package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/** A unit of a taxpayer: its NIP, a hyphen and five digits, 16 characters in all. */
public record InternalId(String value) implements ContextIdentifier {

    /** The length of an internal identifier in characters. */
    public static final int LENGTH = 16;

    private static final Pattern SHAPE = Pattern.compile("[1-9](\\d[1-9]|[1-9]\\d)\\d{7}-\\d{5}");

    /** Takes the value from KSeF without checking its form. */
    public InternalId {
        TextCheck.taken(value, "InternalId");
    }

    /**
     * Returns the identifier after checking its form.
     *
     * @throws IllegalArgumentException if it is not a NIP, a hyphen and five digits
     */
    public static InternalId of(String value) {
        return new InternalId(TextCheck.shaped(value, SHAPE, "InternalId", "a NIP, a hyphen and five digits"));
    }

    @Override
    public Type type() {
        return Type.INTERNAL_ID;
    }

    /** Tells whether this has the form of an internal identifier. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    /**
     * Tells whether the last digit is the right check digit: the sum, modulo 10, of the digits of the NIP and the four digits
     * after the hyphen, multiplied by 1 and 3 in turn.
     *
     * <p>Source: {@code POST /permissions/subunits/grants} of API 2.7.0.
     */
    public boolean hasValidChecksum() {
        if (!isValid()) {
            return false;
        }
        String digits = value.replace("-", "");
        int last = digits.length() - 1;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += Character.digit(digits.charAt(i), 10) * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == Character.digit(digits.charAt(last), 10);
    }

    @Override
    public String toString() {
        return value;
    }
}
