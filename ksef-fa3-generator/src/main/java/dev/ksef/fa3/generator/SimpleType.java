package dev.ksef.fa3.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * What the text of an element or attribute may be: all restrictions of a type and of those that it restricts, in one.
 *
 * @param base what the text stands for
 * @param space what becomes of white space
 * @param minLength the fewest characters, 0 without such a limit
 * @param maxLength the most characters, 0 without such a limit
 * @param totalDigits the most digits, 0 without such a limit
 * @param fractionDigits the most digits after the point, -1 without such a limit
 * @param min the lowest value, or empty
 * @param max the highest value, or empty
 * @param patterns regular expressions that all have to match
 * @param values the only values, or none where every value is possible
 */
record SimpleType(
        Base base,
        Space space,
        int minLength,
        int maxLength,
        int totalDigits,
        int fractionDigits,
        String min,
        String max,
        List<String> patterns,
        List<String> values) {

    enum Base {
        TEXT,
        DECIMAL,
        INTEGER,
        DATE,
        DATE_TIME
    }

    enum Space {
        PRESERVE,
        REPLACE,
        COLLAPSE
    }

    SimpleType {
        patterns = List.copyOf(patterns);
        values = List.copyOf(values);
    }

    static SimpleType of(Base base, Space space) {
        return new SimpleType(base, space, 0, 0, 0, -1, "", "", List.of(), List.of());
    }

    boolean isOneOfValues() {
        return !values.isEmpty();
    }

    SimpleType withSpace(Space changed) {
        return new SimpleType(
                base, changed, minLength, maxLength, totalDigits, fractionDigits, min, max, patterns, values);
    }

    SimpleType withLength(int least, int most) {
        return new SimpleType(base, space, least, most, totalDigits, fractionDigits, min, max, patterns, values);
    }

    SimpleType withDigits(int total, int fraction) {
        return new SimpleType(base, space, minLength, maxLength, total, fraction, min, max, patterns, values);
    }

    SimpleType withRange(String lowest, String highest) {
        return new SimpleType(
                base, space, minLength, maxLength, totalDigits, fractionDigits, lowest, highest, patterns, values);
    }

    SimpleType withPattern(String pattern) {
        var more = new ArrayList<>(patterns);
        more.add(pattern);
        return new SimpleType(base, space, minLength, maxLength, totalDigits, fractionDigits, min, max, more, values);
    }

    SimpleType withValues(List<String> only) {
        return new SimpleType(base, space, minLength, maxLength, totalDigits, fractionDigits, min, max, patterns, only);
    }

    /** As it stands in the outline; {@link #parse} reads it. */
    @Override
    public String toString() {
        var text = new StringBuilder(base.name());
        if (base == Base.TEXT) {
            text.append(' ').append(space.name());
        }
        append(text, "minLength", minLength == 0 ? "" : String.valueOf(minLength));
        append(text, "maxLength", maxLength == 0 ? "" : String.valueOf(maxLength));
        append(text, "totalDigits", totalDigits == 0 ? "" : String.valueOf(totalDigits));
        append(text, "fractionDigits", fractionDigits < 0 ? "" : String.valueOf(fractionDigits));
        append(text, "min", min);
        append(text, "max", max);
        patterns.forEach(pattern -> append(text, "pattern", pattern));
        // The only ones that may contain spaces, hence the last.
        append(text, "values", String.join("|", values));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(' ').append(name).append('=').append(value);
        }
    }

    static SimpleType parse(String text) {
        int valuesAt = text.indexOf(" values=");
        String[] words = (valuesAt < 0 ? text : text.substring(0, valuesAt)).split(" ", -1);
        SimpleType type = of(Base.valueOf(words[0]), Space.COLLAPSE);
        for (int i = 1; i < words.length; i++) {
            type = type.with(words[i]);
        }
        return valuesAt < 0
                ? type
                : type.withValues(
                        List.of(text.substring(valuesAt + " values=".length()).split("\\|")));
    }

    private SimpleType with(String word) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            return withSpace(Space.valueOf(word));
        }
        String value = word.substring(equals + 1);
        return switch (word.substring(0, equals)) {
            case "minLength" -> withLength(Integer.parseInt(value), maxLength);
            case "maxLength" -> withLength(minLength, Integer.parseInt(value));
            case "totalDigits" -> withDigits(Integer.parseInt(value), fractionDigits);
            case "fractionDigits" -> withDigits(totalDigits, Integer.parseInt(value));
            case "min" -> withRange(value, max);
            case "max" -> withRange(min, value);
            case "pattern" -> withPattern(value);
            default -> throw new IllegalArgumentException("The outline has an unknown restriction: " + word);
        };
    }
}
