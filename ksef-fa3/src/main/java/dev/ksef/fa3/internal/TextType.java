package dev.ksef.fa3.internal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts with a length or a pattern. */
public final class TextType implements ValueType<String> {

    private final Space space;
    private final int minLength;
    private final int maxLength;
    private final @Nullable Pattern pattern;
    private final String problem;

    /**
     * Makes a type.
     *
     * @param maxLength 0 without such a limit
     * @param pattern empty without one
     */
    public TextType(Space space, int minLength, int maxLength, String pattern) {
        this.space = space;
        this.minLength = minLength;
        this.maxLength = maxLength;
        // A dot of XML Schema matches all but ends of lines, of which a carriage return is replaced before.
        this.pattern = pattern.isEmpty() ? null : Pattern.compile(pattern, Pattern.UNIX_LINES);
        String length = maxLength == 0 ? "" : " " + minLength + " to " + maxLength + " characters";
        String shape = pattern.isEmpty() ? "" : " a text that matches " + pattern;
        this.problem = "has to be" + length + (length.isEmpty() || shape.isEmpty() ? "" : ", and") + shape;
    }

    @Override
    public String parse(String text) {
        return checked(text);
    }

    @Override
    public String checked(String value) {
        String kept = space.applied(value);
        if (kept.length() < minLength || maxLength > 0 && kept.length() > maxLength) {
            throw new Mismatch(problem);
        }
        requireXml(kept);
        if (pattern != null && !pattern.matcher(kept).matches()) {
            throw new Mismatch(problem);
        }
        return kept;
    }

    private static void requireXml(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= ' ' && character < Character.MIN_SURROGATE) {
                continue;
            }
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (!isXml(character)) {
                throw new Mismatch("has a character that cannot stand in XML, at index " + i);
            }
        }
    }

    private static boolean isXml(char character) {
        return switch (character) {
            case '\t', '\n', '\r' -> true;
            case '\uFFFE', '\uFFFF' -> false;
            default -> character >= ' ' && !Character.isSurrogate(character);
        };
    }
}
