package dev.ksef.testkit.server;

import dev.ksef.testkit.server.ScriptedServer.Received;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a server on real sockets, and spoils the exchanges it is told to: cuts the connection,
 * answers as a broken gateway does, or does not answer until the client has gone.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "http2-settings", "upgrade", "transfer-encoding");

    private final URI server;
    private final LoopbackListener listener;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    private CuttingProxy(URI server, LoopbackListener listener) {
        this.server = server;
        this.listener = listener;
        listener.serveWith(this::serve);
    }

    /** A proxy in front of a server, on a free port of the loopback interface. */
    public static CuttingProxy before(URI server) {
        return new CuttingProxy(server, LoopbackListener.listen());
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Cuts the next request of this method whose path ends so, before the server sees it. */
    public CuttingProxy cutBefore(String method, String pathEnd) {
        return plan(method, pathEnd, Deed.CUT, false);
    }

    /** Cuts the next request of this method whose path ends so, after the server has answered it. */
    public CuttingProxy cutAfter(String method, String pathEnd) {
        return plan(method, pathEnd, Deed.CUT, true);
    }

    /** Answers the next such request with 502 and a page of HTML; the server does not see it. */
    public CuttingProxy badGatewayBefore(String method, String pathEnd) {
        return plan(method, pathEnd, Deed.BAD_GATEWAY, false);
    }

    /** Answers the next such request with 502 and a page of HTML, after the server has answered it. */
    public CuttingProxy badGatewayAfter(String method, String pathEnd) {
        return plan(method, pathEnd, Deed.BAD_GATEWAY, true);
    }

    /** Leaves the next such request without an answer until the client goes; the server does not see it. */
    public CuttingProxy stallBefore(String method, String pathEnd) {
        return plan(method, pathEnd, Deed.STALL, false);
    }

    /** Leaves the next such request without an answer until the client goes, after the server has answered it. */
    public CuttingProxy stallAfter(String method, String pathEnd) {
        return plan(method, pathEnd, Deed.STALL, true);
    }

    private CuttingProxy plan(String method, String pathEnd, Deed deed, boolean after) {
        plans.add(new Plan(method, pathEnd, deed, after));
        return this;
    }

    /** Method, path and what became of each request so far: an HTTP status, or for example {@code cut before}. */
    public List<String> log() {
        return List.copyOf(log);
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedInputStream(connection.getInputStream());
        for (Received request = Received.read(in); request != null; request = Received.read(in)) {
            if (!pass(request, in, connection.getOutputStream())) {
                return;
            }
        }
    }

    /** False where the connection is to be cut. */
    private boolean pass(Received request, InputStream in, OutputStream out) throws IOException, InterruptedException {
        String path = URI.create(request.target()).getPath();
        String name = request.method() + " " + path + " ";
        Plan plan = plans.stream()
                .filter(planned -> planned.meets(request.method(), path))
                .findFirst()
                .orElse(null);
        if (plan == null) {
            HttpResponse<byte[]> response = onward.send(onward(request), BodyHandlers.ofByteArray());
            log.add(name + response.statusCode());
            answer(response, out);
            return true;
        }
        plans.remove(plan);
        if (plan.after()) {
            onward.send(onward(request), BodyHandlers.ofByteArray());
        }
        log.add(name + plan.deed().words + (plan.after() ? " after" : " before"));
        return plan.deed().done(in, out);
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

    private record Plan(String method, String pathEnd, Deed deed, boolean after) {

        boolean meets(String itsMethod, String path) {
            return method.equals(itsMethod) && path.endsWith(pathEnd);
        }
    }

    /** What can become of an exchange. */
    private enum Deed {
        CUT("cut") {
            @Override
            boolean done(InputStream in, OutputStream out) {
                return false;
            }
        },
        BAD_GATEWAY("bad gateway") {
            @Override
            boolean done(InputStream in, OutputStream out) throws IOException, InterruptedException {
                Reply.of(502, "text/html", "<html><body>Bad Gateway</body></html>")
                        .play(out);
                return true;
            }
        },
        STALL("stall") {
            @Override
            boolean done(InputStream in, OutputStream out) throws IOException {
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
        };

        private final String words;

        Deed(String words) {
            this.words = words;
        }

        /** Does it; false ends the connection. */
        abstract boolean done(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }
}
