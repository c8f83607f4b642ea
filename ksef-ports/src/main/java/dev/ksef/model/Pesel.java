package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A Polish personal number: eleven digits, which begin with a date of birth and end with a check digit. TEST accepts numbers
 * with a wrong check digit, so it is never enforced here: see {@link #hasValidChecksum()}. It is personal data:
 * {@link #toString()}, messages and logs do not show it.
 */
public record Pesel(String value) implements TextValue {

    /** The month tells the century, too: an even number of tens is added to it. */
    private static final Pattern SHAPE = Pattern.compile("\\d{2}(?:[02468][1-9]|[13579][0-2])\\d{7}");

    private static final List<Integer> WEIGHTS = List.of(1, 3, 7, 9, 1, 3, 7, 9, 1, 3);

    /** Takes the value from KSeF without checking its form. */
    public Pesel {
        TextCheck.taken(value, "PESEL");
    }

    /**
     * Returns the number after checking its form.
     *
     * @throws IllegalArgumentException if it is not eleven digits with a month at the third and fourth; does not show it
     */
    public static Pesel of(String value) {
        if (!SHAPE.matcher(Objects.requireNonNull(value, "PESEL")).matches()) {
            throw new IllegalArgumentException("PESEL must be eleven digits without blanks or hyphens, the third and"
                    + " fourth a month, but it is another text of " + value.length() + " characters");
        }
        return new Pesel(value);
    }

    /** Tells whether this has the form of a personal number. Does not check its check digit. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    /** Tells whether the check digit is right. */
    public boolean hasValidChecksum() {
        if (!isValid()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.size(); i++) {
            sum += WEIGHTS.get(i) * Character.digit(value.charAt(i), 10);
        }
        return (10 - sum % 10) % 10 == Character.digit(value.charAt(10), 10);
    }

    /** Shows nothing of the number, since even its beginning is a date of birth. */
    @Override
    public String toString() {
        return "Pesel[redacted]";
    }
}
