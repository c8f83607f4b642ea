package dev.ksef.adapter.feign;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads numbers and booleans by their text: what does not fit is told and taken as absent, overflow included. */
final class LenientScalars<T> extends StdDeserializer<T> {

    private final transient Function<String, T> reader;

    LenientScalars(Class<T> type, Function<String, T> reader) {
        super(type);
        this.reader = reader;
    }

    /** {@code true} and {@code false}, and nothing else. */
    static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Neither true nor false");
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()) {
            return (T) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException unfit) {
            return (T) context.handleWeirdStringValue(handledType(), text, "unfit");
        }
    }
}
