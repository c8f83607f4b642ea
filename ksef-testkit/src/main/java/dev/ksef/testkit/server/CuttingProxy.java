package dev.ksef.testkit.server;

import dev.ksef.testkit.server.ScriptedServer.ReceivedRequest;
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
 * A proxy between a client and a server, on real sockets, that spoils chosen exchanges: it cuts the connection, answers as a
 * broken gateway does, or gives no answer until the client has gone.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "http2-settings", "upgrade", "transfer-encoding");

    private final URI server;
    private final LoopbackListener listener;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<PlannedFault> plans = new ConcurrentLinkedQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    private CuttingProxy(URI server, LoopbackListener listener) {
        this.server = server;
        this.listener = listener;
        listener.serveWith(this::serve);
    }

    /** Starts a proxy in front of a server, on a free port of the loopback interface. */
    public static CuttingProxy before(URI server) {
        return new CuttingProxy(server, LoopbackListener.listen());
    }

    /** Returns the address of the proxy, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Cuts the connection of the next request with this method and this end of its path. The server does not see the request. */
    public CuttingProxy cutBefore(String method, String pathEnd) {
        return plan(method, pathEnd, Fault.CUT, false);
    }

    /** Cuts the connection of the next such request after the server has answered. */
    public CuttingProxy cutAfter(String method, String pathEnd) {
        return plan(method, pathEnd, Fault.CUT, true);
    }

    /** Answers the next such request with 502 and a page of HTML. The server does not see the request. */
    public CuttingProxy badGatewayBefore(String method, String pathEnd) {
        return plan(method, pathEnd, Fault.BAD_GATEWAY, false);
    }

    /** Answers the next such request with 502 and a page of HTML after the server has answered. */
    public CuttingProxy badGatewayAfter(String method, String pathEnd) {
        return plan(method, pathEnd, Fault.BAD_GATEWAY, true);
    }

    /** Gives the next such request no answer until the client goes. The server does not see the request. */
    public CuttingProxy stallBefore(String method, String pathEnd) {
        return plan(method, pathEnd, Fault.STALL, false);
    }

    /** Gives the next such request no answer until the client goes, after the server has answered. */
    public CuttingProxy stallAfter(String method, String pathEnd) {
        return plan(method, pathEnd, Fault.STALL, true);
    }

    private CuttingProxy plan(String method, String pathEnd, Fault fault, boolean after) {
        plans.add(new PlannedFault(method, pathEnd, fault, after));
        return this;
    }

    /** Returns method, path and outcome of each request so far. The outcome is an HTTP status or, for example, {@code cut before}. */
    public List<String> log() {
        return List.copyOf(log);
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedInputStream(connection.getInputStream());
        for (ReceivedRequest request = ReceivedRequest.read(in); request != null; request = ReceivedRequest.read(in)) {
            if (!pass(request, in, connection.getOutputStream())) {
                return;
            }
        }
    }

    /** Returns false if the connection must end. */
    private boolean pass(ReceivedRequest request, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        String path = URI.create(request.target()).getPath();
        String name = request.method() + " " + path + " ";
        PlannedFault plan = plans.stream()
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
        log.add(name + plan.fault().words + (plan.after() ? " after" : " before"));
        return plan.fault().inject(in, out);
    }

    private HttpRequest onward(ReceivedRequest request) {
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

    private record PlannedFault(String method, String pathEnd, Fault fault, boolean after) {

        boolean meets(String itsMethod, String path) {
            return method.equals(itsMethod) && path.endsWith(pathEnd);
        }
    }

    /** The ways to spoil an exchange. */
    private enum Fault {
        CUT("cut") {
            @Override
            boolean inject(InputStream in, OutputStream out) {
                return false;
            }
        },
        BAD_GATEWAY("bad gateway") {
            @Override
            boolean inject(InputStream in, OutputStream out) throws IOException, InterruptedException {
                Reply.of(502, "text/html", "<html><body>Bad Gateway</body></html>")
                        .play(out);
                return true;
            }
        },
        STALL("stall") {
            @Override
            boolean inject(InputStream in, OutputStream out) throws IOException {
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
        };

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** Spoils the exchange. Returns false if the connection must end. */
        abstract boolean inject(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }
}
