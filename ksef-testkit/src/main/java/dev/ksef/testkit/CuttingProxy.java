package dev.ksef.testkit;

import dev.ksef.testkit.ScriptedServer.Received;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server on real sockets, and cuts the connections it is told to. */
public final class CuttingProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "http2-settings", "upgrade", "transfer-encoding");

    private final URI server;
    private final Connections listener;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    private CuttingProxy(URI server, Connections listener) {
        this.server = server;
        this.listener = listener;
        listener.serveWith(this::serve);
    }

    /** A proxy in front of a server, on a free port of the loopback interface. */
    public static CuttingProxy before(URI server) {
        return new CuttingProxy(server, Connections.listen());
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Cuts the next request of this method whose path ends so, before the server sees it. */
    public CuttingProxy cutBefore(String method, String pathEnd) {
        cuts.add(new Cut(method, pathEnd, false));
        return this;
    }

    /** Cuts the next request of this method whose path ends so, after the server has answered it. */
    public CuttingProxy cutAfter(String method, String pathEnd) {
        cuts.add(new Cut(method, pathEnd, true));
        return this;
    }

    /** Method, path and what became of each request so far: an HTTP status, {@code cut before} or {@code cut after}. */
    public List<String> log() {
        return List.copyOf(log);
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedInputStream(connection.getInputStream());
        for (Received request = Received.read(in); request != null; request = Received.read(in)) {
            if (!pass(request, connection.getOutputStream())) {
                return;
            }
        }
    }

    /** False where the connection is to be cut. */
    private boolean pass(Received request, OutputStream out) throws IOException, InterruptedException {
        String path = URI.create(request.target()).getPath();
        String name = request.method() + " " + path;
        Optional<Cut> cut = cuts.stream()
                .filter(planned -> planned.meets(request.method(), path))
                .findFirst();
        cut.ifPresent(cuts::remove);
        if (cut.isPresent() && !cut.get().after()) {
            log.add(name + " cut before");
            return false;
        }
        HttpResponse<byte[]> response = onward.send(onward(request), BodyHandlers.ofByteArray());
        log.add(name + (cut.isPresent() ? " cut after" : " " + response.statusCode()));
        if (cut.isPresent()) {
            return false;
        }
        answer(response, out);
        return true;
    }

    private HttpRequest onward(Received request) {
        HttpRequest.Builder onwards = HttpRequest.newBuilder(URI.create(server + request.target()))
                .method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, value) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                onwards.header(name, value);
            }
        });
        return onwards.build();
    }

    private static void answer(HttpResponse<byte[]> response, OutputStream out) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + response.statusCode() + " Passed\r\n");
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        if (response.statusCode() != 204) {
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(response.body());
        out.flush();
    }

    @Override
    public void close() {
        listener.close();
    }

    private record Cut(String method, String pathEnd, boolean after) {

        boolean meets(String itsMethod, String path) {
            return method.equals(itsMethod) && path.endsWith(pathEnd);
        }
    }
}
