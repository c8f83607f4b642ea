package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/**
 * The name under which an application knows credentials, such as {@code main} or {@code bookkeeping-2026}. It tells tokens
 * of one taxpayer apart that were obtained with different credentials. Not a secret: it may stand in logs and file names.
 */
public record CredentialsId(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /**
     * @throws IllegalArgumentException if it is not 1 to 100 letters, digits, dots, hyphens or underscores
     */
    public CredentialsId {
        TextCheck.shaped(value, SHAPE, "name of credentials", "1 to 100 letters, digits, dots, hyphens or underscores");
    }

    /** Returns the name, checked. */
    public static CredentialsId of(String value) {
        return new CredentialsId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
