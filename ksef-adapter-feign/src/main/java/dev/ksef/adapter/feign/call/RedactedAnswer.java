package dev.ksef.adapter.feign.call;

import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.internal.Redaction;
import feign.Response;
import java.nio.charset.StandardCharsets;

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
        return ofACall ? withoutBearer(ScopedTarget.callOf(response), plain) : plain;
    }

    /** Returns the media type of the answer. */
    public static String contentType(Response response) {
        return text(ScopedTarget.callOf(response), ResponseContent.contentType(response), LONGEST_NAME);
    }

    /** Returns the text, cut to the given number of characters. */
    public static String text(OperationCall call, String text, int mostCharacters) {
        return Redaction.of(withoutBearer(call, text), mostCharacters);
    }

    /** Returns the name of a field, escaped as a part of a JSON pointer. */
    public static String name(OperationCall call, String name) {
        return text(call, name, LONGEST_NAME).replace("~", "~0").replace("/", "~1");
    }

    /** Returns a JSON pointer. It is looked at name by name, since as a whole it could look like Base64. */
    public static String path(OperationCall call, String path) {
        var told = new StringBuilder();
        for (String name : path.split("(?=/)")) {
            String plain = name.replace("~1", "/").replace("~0", "~");
            String rest = plain.startsWith("/") ? plain.substring(1) : plain;
            told.append(plain.startsWith("/") ? "/" : "").append(name(call, rest));
        }
        return told.toString();
    }

    private static String withoutBearer(OperationCall call, String text) {
        BearerToken bearer = call.exchanges().lastBearer();
        return bearer == null ? text : text.replace(bearer.reveal(), GONE);
    }
}
