package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.model.auth.SignedAuthRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes request bodies as JSON. A signed document travels as it is, byte for byte. */
public record RequestBodyWriter(JsonCodec json) {

    /** The type has no charset: the document declares its own, and KSeF answers 415 to any other type. */
    private static final String XML = "application/xml";

    private static final String JSON = "application/json; charset=utf-8";

    /** A body that was written. */
    record Content(String type, byte[] bytes, @Nullable Charset charset) {}

    Content write(Object body) {
        return body instanceof SignedAuthRequest signed
                ? new Content(XML, signed.bytes(), null)
                : new Content(JSON, json.write(body), StandardCharsets.UTF_8);
    }
}
