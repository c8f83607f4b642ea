package dev.ksef.adapter.feign.call;

import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.internal.Redaction;
import feign.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text of an answer as it may be shown in messages and events. A server may send back what it was sent: the bearer of the call
 * is known and taken out, other secrets are recognised by their shape.
 */
public final class RedactedAnswer {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String GONE = "[...]";
    private static final int LONGEST_NAME = 100;

    private RedactedAnswer() {}

    /** Returns the whole body without the bearer. It is not cut, since half a secret cannot be recognised by its shape. */
    public static String body(Response response) {
        String text = new String(ResponseContent.bytes(response), StandardCharsets.UTF_8);
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        // A transfer by a signed link belongs to no call and carries no bearer.
        boolean ofACall = response.request().requestTemplate() != null;
        return ofACall ? withoutBearer(bearerOf(response), plain) : plain;
    }

    /** Returns the media type of the answer. */
    public static String contentType(Response response) {
        return text(bearerOf(response), ResponseContent.contentType(response), LONGEST_NAME);
    }

    /**
     * Returns the text, cut to the given number of characters.
     *
     * @param bearer of the call; null if there was none
     */
    public static String text(@Nullable BearerToken bearer, String text, int mostCharacters) {
        return Redaction.of(withoutBearer(bearer, text), mostCharacters);
    }

    /** Returns the name of a field, escaped as a part of a JSON pointer. */
    public static String name(@Nullable BearerToken bearer, String name) {
        return text(bearer, name, LONGEST_NAME).replace("~", "~0").replace("/", "~1");
    }

    /** Returns a JSON pointer. It is looked at name by name, since as a whole it could look like Base64. */
    public static String path(@Nullable BearerToken bearer, String path) {
        var told = new StringBuilder();
        for (String name : path.split("(?=/)")) {
            String plain = name.replace("~1", "/").replace("~0", "~");
            String rest = plain.startsWith("/") ? plain.substring(1) : plain;
            told.append(plain.startsWith("/") ? "/" : "").append(name(bearer, rest));
        }
        return told.toString();
    }

    private static @Nullable BearerToken bearerOf(Response response) {
        return ScopedTarget.callOf(response).exchanges().lastBearer();
    }

    private static String withoutBearer(@Nullable BearerToken bearer, String text) {
        return bearer == null ? text : text.replace(bearer.reveal(), GONE);
    }
}
