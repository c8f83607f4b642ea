package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Polish tax number: ten digits, the last a check digit. TEST accepts numbers with a wrong check digit, so it is
 * offered as a question and never enforced.
 */
public record Nip(String value) implements ContextIdentifier {

    private static final Pattern SHAPE = Pattern.compile("[1-9](\\d[1-9]|[1-9]\\d)\\d{7}");
    private static final List<Integer> WEIGHTS = List.of(6, 5, 7, 2, 3, 4, 5, 6, 7);

    /** Takes what KSeF sent, as it is. */
    public Nip {
        TextCheck.taken(value, "NIP");
    }

    /**
     * Returns the number, checked for its shape.
     *
     * @throws IllegalArgumentException if it is not ten digits (no prefix, no hyphens) as KSeF wants them
     */
    public static Nip of(String value) {
        return new Nip(TextCheck.shaped(value, SHAPE, "NIP", "ten digits without prefix or hyphens"));
    }

    @Override
    public Type type() {
        return Type.NIP;
    }

    /** Tells whether this has the shape of a tax number, whatever its check digit says. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    /** Tells whether the check digit is right. PRODUCTION refuses invoices where it is not. */
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
