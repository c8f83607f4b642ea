package dev.ksef.spring;

import dev.ksef.model.SecretText;
import java.math.BigInteger;

/**
 * A secret of the configuration. What binds properties shows a value in its messages if it cannot convert it, and what lists
 * them calls {@link #toString}: neither may tell this one.
 */
final class Secret extends SecretText {

    private final boolean rewritten;

    private Secret(Object value, boolean rewritten) {
        super(String.valueOf(value));
        this.rewritten = rewritten;
    }

    public static Secret of(String text) {
        return new Secret(text, false);
    }

    // Of these types are values that YAML took for numbers and truth values. The binder looks for the exact type, and
    // for a public method.

    public static Secret of(Integer number) {
        return new Secret(number, true);
    }

    public static Secret of(Long number) {
        return new Secret(number, true);
    }

    public static Secret of(BigInteger number) {
        return new Secret(number, true);
    }

    public static Secret of(Double number) {
        return new Secret(number, true);
    }

    public static Secret of(Boolean truth) {
        return new Secret(truth, true);
    }

    /** Tells whether it is no longer known how it was written: {@code 012345} is 5349 in YAML, and {@code no} is false. */
    boolean isRewritten() {
        return rewritten;
    }

    char[] chars() {
        return reveal().toCharArray();
    }
}
