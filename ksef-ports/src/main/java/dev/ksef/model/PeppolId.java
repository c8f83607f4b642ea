package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/** A Peppol service provider: {@code P}, two letters of a country and six digits. */
public record PeppolId(String value) implements ContextIdentifier {

    private static final Pattern SHAPE = Pattern.compile("P[A-Z]{2}\\d{6}");

    /** Takes the value from KSeF without checking its form. */
    public PeppolId {
        TextCheck.taken(value, "PeppolId");
    }

    /**
     * Returns the identifier after checking its form.
     *
     * @throws IllegalArgumentException if it is not {@code P}, two capital letters and six digits
     */
    public static PeppolId of(String value) {
        return new PeppolId(TextCheck.shaped(value, SHAPE, "PeppolId", "P, two capital letters and six digits"));
    }

    @Override
    public Type type() {
        return Type.PEPPOL_ID;
    }

    /** Tells whether this has the form of a provider's identifier. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
