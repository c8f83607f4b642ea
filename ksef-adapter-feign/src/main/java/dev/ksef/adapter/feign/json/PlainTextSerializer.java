package dev.ksef.adapter.feign.json;

import dev.ksef.model.internal.ByteRuns;
import dev.ksef.thirdparty.jackson.core.JsonGenerator;
import dev.ksef.thirdparty.jackson.databind.SerializationContext;
import dev.ksef.thirdparty.jackson.databind.ser.std.StdSerializer;
import java.nio.charset.StandardCharsets;

/** Writes a long text such as Base64, which nearly always needs no escapes, in one piece instead of letter by letter. */
final class PlainTextSerializer extends StdSerializer<String> {

    PlainTextSerializer() {
        super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializationContext context) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (ByteRuns.isPlainJson(bytes)) {
            json.writeRawUTF8String(bytes, 0, bytes.length);
        } else {
            json.writeString(value);
        }
    }
}
