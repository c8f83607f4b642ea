package dev.ksef.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collections as KSeF sends them: an absent one is empty, and one null element costs that element only. */
public final class Taken {

    private Taken() {}

    /** An unmodifiable copy without nulls; empty for null. */
    public static <T> List<T> list(@Nullable Collection<? extends @Nullable T> sent) {
        if (sent == null) {
            return List.of();
        }
        var copy = new ArrayList<T>(sent.size());
        for (T element : sent) {
            if (element != null) {
                copy.add(element);
            }
        }
        return Collections.unmodifiableList(copy);
    }

    /** An unmodifiable copy without null values, in the order sent; empty for null. */
    public static <V> Map<String, V> map(@Nullable Map<String, ? extends @Nullable V> sent) {
        if (sent == null) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, V>();
        sent.forEach((key, value) -> {
            if (value != null) {
                copy.put(key, value);
            }
        });
        return Collections.unmodifiableMap(copy);
    }
}
