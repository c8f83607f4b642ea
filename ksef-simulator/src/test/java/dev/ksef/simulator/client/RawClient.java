package dev.ksef.simulator.client;

import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.ExchangeObserver;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends what it is told, right or wrong. */
public final class RawClient {

    public static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    public record Answer(int status, HttpHeaders headers, byte[] body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The number of the error in a body of the older form. */
        public int errorCode() {
            return error().path("exceptionCode").intValue();
        }

        public String errorDetail() {
            return error().path("details").path(0).asString("");
        }

        private JsonNode error() {
            return json().path("exception").path("exceptionDetailList").path(0);
        }
    }

    private final URI base;
    private final ExchangeObserver observer;

    /** Nobody sees what it sends, unless the simulator shows it. */
    public RawClient(URI base) {
        this(base, exchange -> {});
    }

    /** Shows all that it sends and gets, as it came over the wire. */
    public RawClient(URI base, ExchangeObserver observer) {
        this.base = base;
        this.observer = observer;
    }

    public Answer get(String path, String bearer) {
        return send("GET", path, bearer, null, Map.of());
    }

    public Answer get(String path, String bearer, Map<String, String> headers) {
        return send("GET", path, bearer, null, headers);
    }

    public Answer post(String path, String bearer) {
        return send("POST", path, bearer, null, Map.of());
    }

    public Answer post(String path, String bearer, JsonNode body) {
        return send("POST", path, bearer, JSON.writeValueAsBytes(body), Map.of("Content-Type", "application/json"));
    }

    public Answer delete(String path, String bearer) {
        return send("DELETE", path, bearer, null, Map.of());
    }

    /** Gets an absolute address, as a link in an answer has it. */
    public static Answer download(String link, Map<String, String> headers) {
        return exchange(request(URI.create(link), headers).GET());
    }

    /** Puts something at an absolute address, as a link in an answer has it. */
    public static Answer upload(String link, byte[] content, Map<String, String> headers) {
        return exchange(request(URI.create(link), headers).PUT(BodyPublishers.ofByteArray(content)));
    }

    public Answer send(String method, String path, String bearer, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = request(URI.create(base + path), headers);
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        byte[] content = body == null ? new byte[0] : body;
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content));
        Answer answer = exchange(request);
        observer.observe(new Exchange(
                method,
                URI.create(base.getPath() + path),
                request.build().headers().map(),
                content,
                answer.status(),
                answer.headers().map(),
                answer.body()));
        return answer;
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return request;
    }

    private static Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
