package dev.ksef.model.submission;

import dev.ksef.model.TextValue;
import java.util.Objects;

/**
 * The name that an application gives to a submission, unique for a context. The same name means the same invoices, for ever:
 * a number of the application's own is best, such as that of a run of its own.
 *
 * @param value 1 to 100 visible characters
 */
public record SubmissionId(String value) implements TextValue {

    private static final int LONGEST = 100;

    /** @throws IllegalArgumentException if it is empty, longer than 100 characters, or has a control character */
    public SubmissionId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The name of a submission has 1 to " + LONGEST + " visible characters, but this one has "
                            + value.length() + ", or a control character, or only blanks");
        }
    }

    /**
     * Returns the submission with this name.
     *
     * @throws IllegalArgumentException if it is empty, longer than 100 characters, or has a control character
     */
    public static SubmissionId of(String value) {
        return new SubmissionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
