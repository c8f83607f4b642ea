package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A Polish tax number: ten digits, of which the last is a check digit. TEST accepts numbers with a wrong check digit, so it is
 * never enforced here: see {@link #hasValidChecksum()}.
 */
public record Nip(String value) implements ContextIdentifier {

    private static final Pattern SHAPE = Pattern.compile("[1-9](\\d[1-9]|[1-9]\\d)\\d{7}");
    /** A personal number taken for a tax number is no uncommon mistake, and messages do not show personal data. */
    private static final Pattern LIKE_A_PESEL = Pattern.compile("\\d{11}");

    private static final List<Integer> WEIGHTS = List.of(6, 5, 7, 2, 3, 4, 5, 6, 7);

    /** Takes the value from KSeF without checking its form. */
    public Nip {
        TextCheck.taken(value, "NIP");
    }

    /**
     * Returns the number after checking its form.
     *
     * @throws IllegalArgumentException if it is not ten digits without prefix or hyphens; does not show eleven digits, which
     *     may be a PESEL
     */
    public static Nip of(String value) {
        if (LIKE_A_PESEL.matcher(Objects.requireNonNull(value, "NIP")).matches()) {
            throw new IllegalArgumentException(
                    "NIP must be ten digits without prefix or hyphens, but it is eleven digits:"
                            + " it may be a PESEL");
        }
        return new Nip(TextCheck.shaped(value, SHAPE, "NIP", "ten digits without prefix or hyphens"));
    }

    @Override
    public Type type() {
        return Type.NIP;
    }

    /** Tells whether this has the form of a tax number. Does not check its check digit. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    /** Tells whether the check digit is right. PRODUCTION refuses invoices in which it is wrong. */
    public boolean hasValidChecksum() {
        if (!isValid()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.size(); i++) {
            sum += WEIGHTS.get(i) * Character.digit(value.charAt(i), 10);
        }
        return sum % 11 == Character.digit(value.charAt(9), 10);
    }

    @Override
    public String toString() {
        return value;
    }
}
