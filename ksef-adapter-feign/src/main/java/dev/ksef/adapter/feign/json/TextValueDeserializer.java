package dev.ksef.adapter.feign.json;

import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Reads a text value as KSeF sent it, by the lenient constructor of its record. */
final class TextValueDeserializer extends StdDeserializer<Object> {

    private final transient MethodHandle constructor;

    TextValueDeserializer(Class<?> type) {
        super(type);
        try {
            constructor =
                    MethodHandles.publicLookup().findConstructor(type, MethodType.methodType(void.class, String.class));
        } catch (ReflectiveOperationException undeclared) {
            throw new IllegalStateException(type + " must be a public record of one String", undeclared);
        }
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()) {
            return context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        try {
            return constructor.invoke(text);
        } catch (IllegalArgumentException absurd) {
            return context.handleWeirdStringValue(handledType(), text, "not taken");
        } catch (Throwable impossible) {
            throw new IllegalStateException("Constructors of text values throw nothing else", impossible);
        }
    }
}
