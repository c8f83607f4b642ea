package dev.ksef.adapter.feign.proxy;

import java.lang.reflect.RecordComponent;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A record that travels as query parameters, each component under its own name. */
final class QueryRecord {

    private QueryRecord() {}

    /** Hands out name and value of each component, absent ones too. */
    static void components(@Nullable Object query, BiConsumer<String, @Nullable Object> to) {
        if (query == null) {
            return;
        }
        for (RecordComponent component : query.getClass().getRecordComponents()) {
            to.accept(component.getName(), valueOf(component, query));
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Object query) {
        try {
            return component.getAccessor().invoke(query);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Query parameters must be a public record, not " + query.getClass());
        }
    }
}
