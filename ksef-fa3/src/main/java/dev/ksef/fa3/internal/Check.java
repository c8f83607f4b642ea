package dev.ksef.fa3.internal;

import dev.ksef.fa3.field.InvalidFieldException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the components of records when these are made. A path names an element in messages. */
public final class Check {

    private static final String MISSING = "is missing";

    private Check() {}

    /** Returns a value that has to be there. */
    public static <T> T given(String path, @Nullable T value) {
        if (value == null) {
            throw new InvalidFieldException(path, MISSING);
        }
        return value;
    }

    /** Returns a value that has to be there, in the form in which it is kept. */
    public static <T> T required(String path, ValueType<T> type, @Nullable T value) {
        T present = given(path, value);
        try {
            return type.checked(present);
        } catch (Mismatch mismatch) {
            throw new InvalidFieldException(path, mismatch.problem());
        }
    }

    /** Returns a value that may be missing, in the form in which it is kept. */
    public static <T> @Nullable T optional(String path, ValueType<T> type, @Nullable T value) {
        return value == null ? null : required(path, type, value);
    }

    /** Returns a copy of a list. */
    public static <T> List<T> list(String path, int min, int max, @Nullable List<T> values) {
        if (values == null) {
            throw new InvalidFieldException(path, "has to be a list, which may be empty");
        }
        if (values.size() < min || values.size() > max) {
            throw new InvalidFieldException(
                    path, "has to be there " + min + " to " + max + " times, not " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                throw new InvalidFieldException(at(path, i), MISSING);
            }
        }
        return List.copyOf(values);
    }

    /** Returns a copy of a list, with its values in the form in which they are kept. */
    public static <T> List<T> list(String path, ValueType<T> type, int min, int max, @Nullable List<T> values) {
        List<T> copy = list(path, min, max, values);
        if (copy.isEmpty()) {
            return copy;
        }
        var kept = new ArrayList<T>(copy.size());
        for (int i = 0; i < copy.size(); i++) {
            try {
                kept.add(type.checked(copy.get(i)));
            } catch (Mismatch mismatch) {
                throw new InvalidFieldException(at(path, i), mismatch.problem());
            }
        }
        return List.copyOf(kept);
    }

    /** Refuses a part that is missing although what it belongs to is there. */
    public static void needed(String path, boolean present) {
        if (!present) {
            throw new InvalidFieldException(path, "is missing, although elements that need it are there");
        }
    }

    /**
     * Refuses more than one alternative, or none where one is needed.
     *
     * @param alternatives their names, for the message
     */
    public static void choice(String path, boolean needed, String alternatives, int present) {
        if (present > 1) {
            throw new InvalidFieldException(path, "may have only one of " + alternatives + ", not " + present);
        }
        if (present == 0 && needed) {
            throw new InvalidFieldException(path, "has to have one of " + alternatives);
        }
    }

    /**
     * Refuses parts of an element that would be empty.
     *
     * @throws IllegalArgumentException if all are null
     */
    public static void any(String problem, @Nullable Object... parts) {
        if (Arrays.stream(parts).allMatch(Objects::isNull)) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static String at(String path, int index) {
        return path + "[" + (index + 1) + "]";
    }
}
