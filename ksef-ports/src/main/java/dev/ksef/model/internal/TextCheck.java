package dev.ksef.model.internal;

import java.util.Objects;
import java.util.regex.Pattern;

/** The two measures applied to text values: absurdity on the way in, the documented shape on the way out. */
public final class TextCheck {

    /** Far above every documented identifier, far below what could hurt. */
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
