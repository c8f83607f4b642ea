package dev.ksef.adapter.feign.json;

import dev.ksef.model.link.SignedLink;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a signed link. A text that is no link counts as absent: the API serves the same document. */
final class SignedLinkDeserializer extends StdDeserializer<SignedLink> {

    SignedLinkDeserializer() {
        super(SignedLink.class);
    }

    @Override
    public @Nullable SignedLink deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (SignedLink) context.handleUnexpectedToken(getValueType(context), parser);
        }
        try {
            return SignedLink.of(parser.getString());
        } catch (IllegalArgumentException noLink) {
            return (SignedLink)
                    context.handleWeirdStringValue(SignedLink.class, "a text that is not shown", "not taken");
        }
    }
}
