package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.regex.Pattern;

/**
 * A behaviour of KSeF that a request can ask for before it becomes usual, by the header {@code X-KSeF-Feature}. KSeF adds and
 * drops features with its releases, so that any name can be asked for.
 *
 * <p>A request can ask for one feature: KSeF ignores all of several.
 */
public record KsefFeature(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z!#$%&'*+.^_`|~-]{1,128}");

    /**
     * Sessions check the NIP and the internal identifiers of the parties of each invoice: one that is not valid makes the
     * invoice fail with 450. On TEST only, from API 2.8.
     */
    public static final KsefFeature SUBJECT_IDENTIFIER_VALIDATION = new KsefFeature("subject-identifier-validation");

    /**
     * @throws IllegalArgumentException if it is not one name
     */
    public KsefFeature {
        TextCheck.shaped(
                value,
                SHAPE,
                "The name of a feature",
                "one name without blanks and commas, since KSeF takes one feature a request");
    }

    /**
     * Returns the feature with this name.
     *
     * @throws IllegalArgumentException if it is not one name: for example empty, or several with commas between them
     */
    public static KsefFeature of(String name) {
        return new KsefFeature(name);
    }

    @Override
    public String toString() {
        return value;
    }
}
