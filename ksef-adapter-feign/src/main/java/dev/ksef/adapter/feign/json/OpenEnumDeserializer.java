package dev.ksef.adapter.feign.json;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads enum values. One that this version does not know is kept, and noted. */
final class OpenEnumDeserializer<E extends Enum<E> & TextValue> extends StdDeserializer<OpenEnum<E>> {

    private final Class<E> type;

    @SuppressWarnings("unchecked")
    OpenEnumDeserializer(Class<?> type) {
        super(OpenEnum.class);
        this.type = (Class<E>) type;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable OpenEnum<E> deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()) {
            return (OpenEnum<E>) context.handleUnexpectedToken(context.constructType(OpenEnum.class), parser);
        }
        String raw = parser.getString();
        if (raw.length() > 1024) {
            return (OpenEnum<E>) context.handleWeirdStringValue(OpenEnum.class, raw, "absurdly long");
        }
        OpenEnum<E> value = OpenEnum.of(type, raw);
        if (value.known().isEmpty()) {
            ReadingProblems.of(context).unknownValue(type.getSimpleName(), raw);
        }
        return value;
    }
}
