package dev.ksef.adapter.feign;

import feign.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** The body of an error as text, for support. */
final class ErrorBody {

    private static final String SCHEME = "Bearer ";

    private ErrorBody() {}

    /** Without the bearer of the call, should it be quoted: other secrets are known by their shape, this one is known. */
    static String text(Response response) {
        // The whole of it: half a secret could not be told by its shape.
        String text = new String(Answers.bytes(response), StandardCharsets.UTF_8);
        Collection<String> sent = response.request().headers().getOrDefault("Authorization", List.of());
        for (String authorization : sent) {
            text = text.replace(authorization.substring(SCHEME.length()), "[...]");
        }
        return text;
    }
}
