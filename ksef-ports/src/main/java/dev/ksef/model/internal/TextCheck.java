package dev.ksef.model.internal;

import java.util.Objects;
import java.util.regex.Pattern;

/** The two checks of text values: values from KSeF only for an absurd length, values of callers for the documented form. */
public final class TextCheck {

    /** Far longer than every documented identifier, far shorter than what could do harm. */
    private static final int ABSURD_LENGTH = 1024;

    private TextCheck() {}

    public static String taken(String value, String what) {
        if (value.length() > ABSURD_LENGTH) {
            throw new IllegalArgumentException(
                    what + " has " + value.length() + " characters, at most " + ABSURD_LENGTH + " are taken");
        }
        return value;
    }

    public static String shaped(String value, Pattern shape, String what, String expected) {
        if (!shape.matcher(Objects.requireNonNull(value, what)).matches()) {
            throw new IllegalArgumentException(
                    what + " must be " + expected + ", but it is '" + shortened(value) + "'");
        }
        return value;
    }

    private static String shortened(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "...";
    }
}
