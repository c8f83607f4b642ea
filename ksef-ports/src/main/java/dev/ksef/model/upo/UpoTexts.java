package dev.ksef.model.upo;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The texts of a piece of a UPO by their places. What is odd is absent. */
final class UpoTexts {

    /** Far more places than there are names in a UPO. */
    private static final int MOST_PLACES = 1_000;

    /** Four times the longest text that the schema allows. */
    private static final int LONGEST_TEXT = 1_024;

    private final Map<String, String> texts = new HashMap<>();

    /** Keeps the first text of a place: a second one is against the schema. */
    void put(String place, StringBuilder text) {
        if (text.length() <= LONGEST_TEXT && texts.size() < MOST_PLACES) {
            texts.putIfAbsent(place, text.toString().strip());
        }
    }

    static boolean isTooLong(StringBuilder text) {
        return text.length() > LONGEST_TEXT;
    }

    boolean has(String place) {
        return texts.containsKey(place);
    }

    @Nullable
    String text(String place) {
        String text = texts.getOrDefault(place, "");
        return text.isEmpty() ? null : text;
    }

    <T> @Nullable T value(String place, Function<String, T> reading) {
        String text = text(place);
        try {
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException odd) {
            return null;
        }
    }
}
