package dev.ksef.model.upo;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The texts of a part of a UPO by their paths. A text that cannot be read as a value counts as missing. */
final class UpoTextValues {

    /** Far more paths than a UPO has. */
    private static final int MOST_PATHS = 1_000;

    /** Four times the longest text that the schema allows. */
    private static final int LONGEST_TEXT = 1_024;

    private final Map<String, String> texts = new HashMap<>();

    /** Keeps the first text of a path: the schema allows one. */
    void put(String path, StringBuilder text) {
        if (text.length() <= LONGEST_TEXT && texts.size() < MOST_PATHS) {
            texts.putIfAbsent(path, text.toString().strip());
        }
    }

    static boolean isTooLong(StringBuilder text) {
        return text.length() > LONGEST_TEXT;
    }

    boolean has(String path) {
        return texts.containsKey(path);
    }

    @Nullable
    String text(String path) {
        String text = texts.getOrDefault(path, "");
        return text.isEmpty() ? null : text;
    }

    <T> @Nullable T value(String path, Function<String, T> reading) {
        String text = text(path);
        try {
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException odd) {
            return null;
        }
    }
}
