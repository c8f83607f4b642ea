package dev.ksef.model.internal;

import java.util.Objects;
import java.util.regex.Pattern;

/** The checks of text: values from KSeF only for an absurd length, those of callers for the documented form or length. */
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

    /** Returns the text after checking how many characters it has. The message does not quote it. */
    public static String sized(String value, int least, int most, String what) {
        int length = Objects.requireNonNull(value, what).length();
        if (length < least || length > most) {
            throw new IllegalArgumentException(
                    what + " must have " + least + " to " + most + " characters, not " + length);
        }
        return value;
    }

    private static String shortened(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "...";
    }
}
