package dev.ksef.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One HTTP answer. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Reply(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    Reply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Delivery.WHOLE);
    }

    static Reply json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", Json.bytes(body));
    }

    static Reply problem(int status, JsonNode body) {
        return of(status, "application/problem+json; charset=utf-8", Json.bytes(body));
    }

    static Reply xml(int status, byte[] body) {
        return of(status, "application/xml", body);
    }

    static Reply xml(int status, String body) {
        return xml(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A page that runs and loads nothing. */
    static Reply html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'")
                .with("X-Content-Type-Options", "nosniff");
    }

    static Reply text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** No answer at all. */
    static Reply none() {
        return empty(500).delivered(Delivery.NONE);
    }

    private static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, Map.copyOf(more), body, delivery);
    }

    Reply withBody(byte[] other) {
        return new Reply(status, headers, other, delivery);
    }

    Reply delivered(Delivery other) {
        return new Reply(status, headers, body, other);
    }

    boolean success() {
        return status >= 200 && status < 300;
    }
}
