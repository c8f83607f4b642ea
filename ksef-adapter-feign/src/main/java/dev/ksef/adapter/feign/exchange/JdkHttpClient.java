package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.MemoryBody;
import dev.ksef.adapter.feign.http.ResponseContent;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client as an engine of Feign. Feign's own one lets the JDK repeat requests in silence, and unwraps bodies, that is,
 * reads them without a time limit.
 */
final class JdkHttpClient implements Client, UploadEngine {

    private final EngineThreads threads;
    private volatile @Nullable HttpClient http;

    /** @param threads the executor of the client, too */
    JdkHttpClient(HttpClient http, EngineThreads threads) {
        this.http = http;
        this.threads = threads;
    }

    /**
     * Sends the request, and returns the answer with its body in memory, as far as it is wanted. It has no time limit of its own,
     * which the JDK would wake its selector for: whoever no longer waits interrupts the thread, and that ends the exchange.
     */
    Response whole(Request request) throws IOException {
        try (EngineThreads.Load load = threads.call()) {
            HttpResponse<byte[]> answer = sent(http(request, UnrepeatedBody.of(request.body())), WholeBody::of);
            byte[] body = BodyInMemory.unpacked(
                    answer.body(),
                    HttpStatus.isError(answer.statusCode()),
                    ResponseContent.isGzip(answer.headers().allValues(HttpHeaders.CONTENT_ENCODING)));
            return response(request, answer).body(new MemoryBody(body)).build();
        }
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        EngineThreads.Load load = threads.stream();
        HttpRequest.Builder http = http(request, UnrepeatedBody.of(request.body()))
                .timeout(Duration.ofMillis(options.readTimeoutMillis()));
        return streamed(request, http, load::close);
    }

    /** Without a time limit of its own: the JDK's one would count from the beginning, however well the upload goes on. */
    @Override
    public Response upload(Request head, UploadContent content, Request.Options options) throws IOException {
        EngineThreads.Load load = threads.stream();
        // A source may block, so it must not be read where a lone call is handled.
        return streamed(head, http(head, UnrepeatedBody.of(content)), () -> {
            content.close();
            load.close();
        });
    }

    /** @param end what to do when the answer is closed, or if there is none */
    private Response streamed(Request request, HttpRequest.Builder http, Runnable end) throws IOException {
        boolean answered = false;
        try {
            HttpResponse<InputStream> answer = sent(http, head -> BodySubscribers.ofInputStream());
            answered = true;
            return response(request, answer)
                    .body(new LoadedStream(answer.body(), end), null)
                    .build();
        } finally {
            if (!answered) {
                end.run();
            }
        }
    }

    private <T> HttpResponse<T> sent(HttpRequest.Builder request, BodyHandler<T> body) throws IOException {
        try {
            return open().send(request.build(), body);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
    }

    private static Response.Builder response(Request request, HttpResponse<?> answer) {
        Map<String, Collection<String>> headers =
                Collections.unmodifiableMap(answer.headers().map());
        return Response.builder().status(answer.statusCode()).headers(headers).request(request);
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
