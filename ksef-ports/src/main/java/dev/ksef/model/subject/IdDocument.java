package dev.ksef.model.subject;

import dev.ksef.model.internal.TextCheck;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An identity document of a person who has neither a PESEL nor a NIP.
 *
 * @param type for example {@code passport}, at most 20 characters
 * @param number series and number, at most 20 characters
 * @param country the country that issued it: two capital letters of ISO 3166-1, for example {@code DE}
 */
public record IdDocument(
        @Nullable String type,
        @Nullable String number,
        @Nullable String country) {

    private static final int LONGEST = 20;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /**
     * Returns the document after checking its data.
     *
     * @throws IllegalArgumentException if type or number is empty or longer than 20 characters, or the country is not two
     *     capital letters
     */
    public static IdDocument of(String type, String number, String country) {
        return new IdDocument(type, number, country).sendable();
    }

    /**
     * Returns the document if it can be sent.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public IdDocument sendable() {
        TextCheck.sized(Objects.requireNonNullElse(type, ""), 1, LONGEST, "The type of an identity document");
        TextCheck.sized(Objects.requireNonNullElse(number, ""), 1, LONGEST, "The number of an identity document");
        if (!COUNTRY.matcher(Objects.requireNonNullElse(country, "")).matches()) {
            // Not quoted: where arguments were swapped, it is the number of the document.
            throw new IllegalArgumentException(
                    "The country of an identity document must be two capital letters of ISO 3166-1, such as DE");
        }
        return this;
    }

    /** Does not show the number. */
    @Override
    public String toString() {
        return "IdDocument[" + type + ", " + country + "]";
    }
}
