package dev.ksef.port;

import dev.ksef.model.KsefFeature;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Headers that every call of a scope carries.
 *
 * @param feature the behaviour that is asked for, as {@code X-KSeF-Feature}; null for none
 * @param testSystemWarning what TEST shall warn of, as {@code X-Test-System-Warning}; null for none
 */
public record CallHeaders(
        @Nullable KsefFeature feature, @Nullable String testSystemWarning) {

    /** None. */
    public static final CallHeaders NONE = new CallHeaders(null, null);

    /** What a header can hold. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,1022}[\\x21-\\x7E])?");

    /**
     * @throws IllegalArgumentException if the warning is not printable ASCII
     */
    public CallHeaders {
        if (testSystemWarning != null && !PRINTABLE.matcher(testSystemWarning).matches()) {
            throw new IllegalArgumentException("A warning for TEST has 1 to 1024 characters of printable ASCII, without"
                    + " blanks at its ends, for example [xml-001]: warning");
        }
    }

    /**
     * Returns a copy that asks for a feature.
     *
     * @throws IllegalArgumentException if this asks for another one: a request carries one at most
     */
    public CallHeaders with(KsefFeature wanted) {
        requireOne(wanted);
        return new CallHeaders(wanted, testSystemWarning);
    }

    /**
     * Checks that no other feature is asked for.
     *
     * @throws IllegalArgumentException if this asks for another one
     */
    public void requireOne(KsefFeature wanted) {
        if (feature != null && !feature.equals(wanted)) {
            throw new IllegalArgumentException("These calls ask for the feature " + feature
                    + " already, and cannot ask for " + wanted
                    + ", too: KSeF takes one feature a request, and ignores several");
        }
    }

    /**
     * Returns a copy that has TEST warn of something.
     *
     * @throws IllegalArgumentException if it is not printable ASCII
     */
    public CallHeaders withTestSystemWarning(String warning) {
        return new CallHeaders(feature, warning);
    }

    /** Tells whether there are none. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
