package dev.ksef.cli.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named values of one result, in order. Programs know them by their names, so these never change. */
public final class Fields {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    public static Fields of(String name, @Nullable Object value) {
        return new Fields().and(name, value);
    }

    public Fields and(String name, @Nullable Object value) {
        values.put(name, value instanceof Fields nested ? nested.values : value);
        return this;
    }

    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** Returns a value as a cell of a table; empty if there is none. */
    public String cell(String name) {
        Object value = values.get(name);
        return value == null ? "" : Text.oneLine(value.toString());
    }
}
