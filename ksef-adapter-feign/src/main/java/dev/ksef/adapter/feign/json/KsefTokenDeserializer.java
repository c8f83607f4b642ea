package dev.ksef.adapter.feign.json;

import dev.ksef.model.KsefToken;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the secret of a KSeF token that was generated. What is told of one that cannot be read does not show it. */
final class KsefTokenDeserializer extends StdDeserializer<KsefToken> {

    KsefTokenDeserializer() {
        super(KsefToken.class);
    }

    @Override
    public @Nullable KsefToken deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (KsefToken) context.handleUnexpectedToken(getValueType(context), parser);
        }
        try {
            return KsefToken.of(parser.getString());
        } catch (IllegalArgumentException notTaken) {
            return (KsefToken) context.handleWeirdStringValue(KsefToken.class, "a text that is not shown", "not taken");
        }
    }
}
