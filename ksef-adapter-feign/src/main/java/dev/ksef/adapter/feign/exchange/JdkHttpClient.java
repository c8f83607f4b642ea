package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.http.HttpHeaders;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client as an engine of Feign. Feign's own one lets the JDK repeat requests in silence, and unwraps bodies, that is,
 * reads them without a time limit.
 */
final class JdkHttpClient implements Client, UploadEngine {

    private volatile @Nullable HttpClient http;

    JdkHttpClient(HttpClient http) {
        this.http = http;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        return exchange(
                request,
                http(request, UnrepeatedBody.of(request.body()))
                        .timeout(Duration.ofMillis(options.readTimeoutMillis()))
                        .build());
    }

    /** Without a time limit of its own: the JDK's one would count from the beginning, however well the upload goes on. */
    @Override
    public Response upload(Request head, UploadContent content, Request.Options options) throws IOException {
        return exchange(head, http(head, UnrepeatedBody.of(content)).build());
    }

    private Response exchange(Request request, HttpRequest http) throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = open().send(http, BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
        Map<String, Collection<String>> headers =
                new LinkedHashMap<>(response.headers().map());
        return Response.builder()
                .status(response.statusCode())
                .headers(headers)
                .body(response.body(), null)
                .request(request)
                .build();
    }

    private HttpClient open() throws ClosedTransportException {
        HttpClient open = http;
        if (open == null) {
            throw new ClosedTransportException(false);
        }
        return open;
    }

    /** Drops the JDK's client, which ends its last thread and its idle connections when nobody refers to it any more. */
    void close() {
        http = null;
    }

    private static HttpRequest.Builder http(Request request, UnrepeatedBody body) {
        var http = HttpRequest.newBuilder(URI.create(request.url()))
                .method(request.httpMethod().name(), body);
        request.headers().forEach((name, values) -> {
            // The JDK counts the bytes itself, and refuses the header.
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> http.header(name, value));
            }
        });
        return http;
    }
}
