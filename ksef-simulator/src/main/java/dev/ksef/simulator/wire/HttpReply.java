package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param pause is run before each tenth of the body; null if the body comes at once
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record HttpReply(
        int status,
        Map<String, String> headers,
        byte[] body,
        ReplyDelivery delivery,
        @Nullable Runnable pause) {

    public HttpReply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, ReplyDelivery.WHOLE, null);
    }

    public static HttpReply json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", JsonTrees.bytes(body));
    }

    static HttpReply problem(int status, JsonNode body) {
        return of(status, "application/problem+json; charset=utf-8", JsonTrees.bytes(body));
    }

    public static HttpReply xml(int status, byte[] body) {
        return of(status, "application/xml", body);
    }

    public static HttpReply xml(int status, String body) {
        return xml(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A page that runs no script and loads nothing. */
    public static HttpReply html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'")
                .with("X-Content-Type-Options", "nosniff");
    }

    public static HttpReply text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpReply empty(int status) {
        return new HttpReply(status, Map.of(), new byte[0]);
    }

    /** No answer: the connection ends. */
    public static HttpReply none() {
        return empty(500).delivered(ReplyDelivery.NONE);
    }

    /** No answer: the connection is reset, in the middle of an upload that was not read to its end. */
    public static HttpReply reset() {
        return empty(500).delivered(ReplyDelivery.RESET);
    }

    private static HttpReply of(int status, String contentType, byte[] body) {
        return new HttpReply(status, Map.of("Content-Type", contentType), body);
    }

    public HttpReply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpReply(status, Map.copyOf(more), body, delivery, pause);
    }

    public HttpReply withBody(byte[] other) {
        return new HttpReply(status, headers, other, delivery, pause);
    }

    public HttpReply delivered(ReplyDelivery other) {
        return new HttpReply(status, headers, body, other, pause);
    }

    /** The same in ten pieces, with a pause before each. */
    public HttpReply slowed(Runnable otherPause) {
        return new HttpReply(status, headers, body, delivery, otherPause);
    }

    public boolean success() {
        return status >= 200 && status < 300;
    }
}
