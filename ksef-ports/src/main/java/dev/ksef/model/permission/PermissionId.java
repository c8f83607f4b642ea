package dev.ksef.model.permission;

import dev.ksef.model.TextValue;
import dev.ksef.model.internal.TextCheck;
import java.io.Serializable;
import java.util.regex.Pattern;

/** KSeF's number of a right, by which it is revoked: 36 characters. */
public record PermissionId(String value) implements TextValue, Serializable {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z-]{36}");

    /** Takes the value from KSeF without checking its form. */
    public PermissionId {
        TextCheck.taken(value, "permission id");
    }

    /**
     * Returns the number after checking its length and alphabet.
     *
     * @throws IllegalArgumentException if it is not 36 letters, digits and hyphens
     */
    public static PermissionId of(String value) {
        return new PermissionId(TextCheck.shaped(value, SHAPE, "permission id", "36 letters, digits and hyphens"));
    }

    /** Tells whether this has the documented length, and nothing but letters, digits and hyphens. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
