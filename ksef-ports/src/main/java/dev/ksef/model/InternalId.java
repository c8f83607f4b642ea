package dev.ksef.model;

import java.util.regex.Pattern;

/** A unit of a taxpayer: its NIP, a hyphen and five digits, 16 characters in all. */
public record InternalId(String value) implements ContextIdentifier {

    private static final Pattern SHAPE = Pattern.compile("[1-9](\\d[1-9]|[1-9]\\d)\\d{7}-\\d{5}");

    /** Takes what KSeF sent, as it is. */
    public InternalId {
        Text.taken(value, "InternalId");
    }

    /**
     * The identifier, checked for its shape.
     *
     * @throws IllegalArgumentException if it is not a NIP, a hyphen and five digits
     */
    public static InternalId of(String value) {
        return new InternalId(Text.shaped(value, SHAPE, "InternalId", "a NIP, a hyphen and five digits"));
    }

    @Override
    public Type type() {
        return Type.INTERNAL_ID;
    }

    /** Whether this has the shape of an internal identifier. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
