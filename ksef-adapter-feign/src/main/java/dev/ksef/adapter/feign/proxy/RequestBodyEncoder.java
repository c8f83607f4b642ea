package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.model.auth.SignedAuthRequest;
import feign.RequestTemplate;
import feign.codec.Encoder;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Writes request bodies as JSON. A signed document travels as it is, byte for byte. */
public record RequestBodyEncoder(JsonCodec json) implements Encoder {

    /** The type has no charset: the document declares its own, and KSeF answers 415 to any other type. */
    private static final String XML = "application/xml";

    @Override
    public void encode(Object body, Type type, RequestTemplate template) {
        if (body instanceof SignedAuthRequest signed) {
            template.header(HttpHeaders.CONTENT_TYPE, XML);
            template.body(signed.bytes(), null);
        } else {
            template.header(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
            template.body(json.write(body), StandardCharsets.UTF_8);
        }
    }
}
