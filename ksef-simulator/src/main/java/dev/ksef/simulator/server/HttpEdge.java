package dev.ksef.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.ErrorReplies;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.ReplyDelivery;
import dev.ksef.simulator.wire.SystemWarnings;
import dev.ksef.simulator.wire.UnservableRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The edge between HTTP and the operations. It reads a request, has it answered, shows request and answer to the
 * observer, and writes the answer.
 */
public final class HttpEdge implements HttpHandler {

    /** More than a part of a batch has. */
    private static final long MOST_DRAINED_BYTES = 128L * 1024 * 1024;
    /** Three times the largest invoice in Base64. Longer bodies are refused. */
    private static final int MAX_BODY_BYTES = 20_000_000;

    private static final int PIECES = 10;

    private final RequestRouter router;
    private final ErrorReplies errors;
    private final RequestOrigin origin;
    private final BiConsumer<HttpRequest, HttpReply> observer;
    private final OperationHandler answers;

    /**
     * Makes the edge.
     *
     * @param observer sees each request and its answer before that leaves, without what faults do to it
     * @param faults puts what goes wrong around the answering
     */
    public HttpEdge(
            RequestRouter router,
            ErrorReplies errors,
            RequestOrigin origin,
            BiConsumer<HttpRequest, HttpReply> observer,
            UnaryOperator<OperationHandler> faults) {
        this.router = router;
        this.errors = errors;
        this.origin = origin;
        this.observer = observer;
        this.answers = faults.apply(this::soundAnswer);
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            HttpReply reply = answers.answer(request(http));
            if (reply.delivery() == ReplyDelivery.RESET) {
                // An exchange that is closed with a request unread resets its connection.
                return;
            }
            drain(http.getRequestBody());
            write(http, reply);
        }
    }

    private HttpReply soundAnswer(HttpRequest request) {
        HttpReply reply = SystemWarnings.echo(request, answer(request));
        observer.accept(request, reply);
        return reply;
    }

    private HttpReply answer(HttpRequest request) {
        try {
            if (request.body().length > MAX_BODY_BYTES) {
                throw new UnservableRequest(413, "Payload Too Large");
            }
            return router.answer(request);
        } catch (RuntimeException refused) {
            return errors.reply(refused, request);
        } catch (StackOverflowError tooDeep) {
            return errors.reply(new IllegalStateException("Stack overflow", tooDeep), request);
        }
    }

    private HttpRequest request(HttpExchange http) throws IOException {
        boolean upload =
                router.takesUpload(http.getRequestMethod(), http.getRequestURI().getRawPath());
        byte[] body = upload ? new byte[0] : http.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        Map<String, List<String>> headers = new HashMap<>();
        http.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new HttpRequest(
                http.getRequestMethod(),
                http.getRequestURI(),
                Collections.unmodifiableMap(headers),
                body,
                upload ? http.getRequestBody() : InputStream.nullInputStream(),
                http.getRemoteAddress().getAddress().getHostAddress(),
                origin.of(http),
                Map.of());
    }

    private static void write(HttpExchange http, HttpReply reply) throws IOException {
        if (reply.delivery() == ReplyDelivery.NONE) {
            // An exchange that is closed without an answer takes its connection along.
            return;
        }
        reply.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
        if (http.getRequestMethod().equals("HEAD") || reply.body().length == 0) {
            http.sendResponseHeaders(reply.status(), -1);
            return;
        }
        http.sendResponseHeaders(reply.status(), reply.body().length);
        if (reply.delivery() == ReplyDelivery.CUT) {
            http.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
            http.getResponseBody().flush();
            return;
        }
        try (OutputStream out = http.getResponseBody()) {
            if (reply.pause() == null) {
                out.write(reply.body());
            } else {
                writeSlowly(out, reply.body(), reply.pause());
            }
        }
    }

    private static void writeSlowly(OutputStream out, byte[] body, Runnable pause) throws IOException {
        int piece = (body.length + PIECES - 1) / PIECES;
        for (int from = 0; from < body.length; from += piece) {
            pause.run();
            out.write(body, from, Math.min(piece, body.length - from));
            out.flush();
        }
    }

    /**
     * Reads the rest of a request. An answer before the client has sent everything would reset the connection. A
     * client that never ends may lose it.
     */
    private static void drain(InputStream rest) throws IOException {
        if (rest.read() < 0) {
            return;
        }
        byte[] buffer = new byte[8192];
        long left = MOST_DRAINED_BYTES;
        // Read, never skipped: the JDK's streams skip into the next request.
        for (int read = rest.read(buffer); read >= 0 && left > 0; read = rest.read(buffer)) {
            left -= read;
        }
    }
}
