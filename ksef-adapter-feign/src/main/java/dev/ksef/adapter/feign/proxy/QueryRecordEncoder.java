package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.http.PercentEncoding;
import feign.QueryMapEncoder;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a record as query parameters, each component under its own name. Absent ones are left out. */
public final class QueryRecordEncoder implements QueryMapEncoder {

    @Override
    public Map<String, Object> encode(Object filter) {
        var query = new LinkedHashMap<String, Object>();
        for (RecordComponent component : filter.getClass().getRecordComponents()) {
            Object value = valueOf(component, filter);
            if (value instanceof Collection<?> several) {
                query.put(
                        component.getName(),
                        several.stream().map(QueryRecordEncoder::escaped).toList());
            } else if (value != null) {
                query.put(component.getName(), escaped(value));
            }
        }
        return query;
    }

    private static String escaped(Object value) {
        return PercentEncoding.of(OperationContract.text(value));
    }

    private static Object valueOf(RecordComponent component, Object filter) {
        try {
            return component.getAccessor().invoke(filter);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Query parameters must be a public record, not " + filter.getClass());
        }
    }
}
