package dev.ksef.adapter.feign;

import dev.ksef.model.Open;
import dev.ksef.model.TextValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Keeps an enum value that this version does not know, and tells of it. */
final class OpenDeserializer<E extends Enum<E> & TextValue> extends StdDeserializer<Open<E>> {

    private final Class<E> type;

    @SuppressWarnings("unchecked")
    OpenDeserializer(Class<?> type) {
        super(Open.class);
        this.type = (Class<E>) type;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Open<E> deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()) {
            return (Open<E>) context.handleUnexpectedToken(context.constructType(Open.class), parser);
        }
        String raw = parser.getString();
        if (raw.length() > 1024) {
            return (Open<E>) context.handleWeirdStringValue(Open.class, raw, "absurdly long");
        }
        Open<E> value = Open.of(type, raw);
        if (value.known().isEmpty()) {
            Reading.of(context).unknownValue(type.getSimpleName(), raw);
        }
        return value;
    }
}
