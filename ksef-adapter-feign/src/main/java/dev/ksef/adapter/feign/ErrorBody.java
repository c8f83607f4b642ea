package dev.ksef.adapter.feign;

import dev.ksef.model.auth.BearerToken;
import feign.Response;
import java.nio.charset.StandardCharsets;

/** The body of an error as text, for support. */
final class ErrorBody {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ErrorBody() {}

    /** Without the bearer of the call, should it be quoted: other secrets are known by their shape, this one is known. */
    static String text(Response response) {
        // The whole of it: half a secret could not be told by its shape.
        String text = new String(Answers.bytes(response), StandardCharsets.UTF_8);
        text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        BearerToken bearer = Answers.call(response).trail().bearer();
        return bearer == null ? text : text.replace(bearer.reveal(), "[...]");
    }
}
