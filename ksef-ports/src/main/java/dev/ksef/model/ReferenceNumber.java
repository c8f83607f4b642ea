package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * KSeF's number of an operation, a session, an invoice in a session or a page of UPO: 36 characters, {@code
 * YYYYMMDD-XX-HHHHHHHHHH-HHHHHHHHHH-HH}. The letters in it do not tell reliably what it identifies.
 */
public record ReferenceNumber(String value) implements TextValue, Serializable {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z-]{36}");

    /** Takes the value from KSeF without checking its form. */
    public ReferenceNumber {
        TextCheck.taken(value, "reference number");
    }

    /**
     * Returns the number after checking its length and alphabet.
     *
     * @throws IllegalArgumentException if it is not 36 letters, digits and hyphens
     */
    public static ReferenceNumber of(String value) {
        return new ReferenceNumber(
                TextCheck.shaped(value, SHAPE, "reference number", "36 letters, digits and hyphens"));
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
