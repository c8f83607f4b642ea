package dev.ksef.model.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies collections from KSeF: an absent collection becomes empty, and null elements are dropped. */
public final class ReceivedCollections {

    private ReceivedCollections() {}

    /** Returns an unmodifiable copy without nulls; empty for null. */
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

    /**
     * Returns an unmodifiable copy of the rows of a page. No row may be missing: a caller that looks for an invoice in a list,
     * and sends it again if it is not there, must see every row.
     *
     * @throws NullPointerException with the name, if the list or one of its rows is null
     */
    public static <T> List<T> rows(@Nullable Collection<? extends @Nullable T> sent, String name) {
        List<T> rows = list(Objects.requireNonNull(sent, name));
        if (rows.size() != sent.size()) {
            throw new NullPointerException(name + "[]");
        }
        return rows;
    }

    /** Returns an unmodifiable copy without null values, in the order sent; empty for null. */
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
