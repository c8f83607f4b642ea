package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/**
 * The application's name for credentials, such as {@code main} or {@code bookkeeping-2026}. It distinguishes tokens of one
 * taxpayer that were obtained with different credentials. It is not secret and may appear in logs and file names.
 */
public record CredentialsId(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /**
     * @throws IllegalArgumentException if it is not 1 to 100 letters, digits, dots, hyphens or underscores
     */
    public CredentialsId {
        TextCheck.shaped(value, SHAPE, "name of credentials", "1 to 100 letters, digits, dots, hyphens or underscores");
    }

    /** Returns the name after checking its form. */
    public static CredentialsId of(String value) {
        return new CredentialsId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
