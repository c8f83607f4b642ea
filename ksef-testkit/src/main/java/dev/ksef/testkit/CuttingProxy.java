package dev.ksef.testkit;

import dev.ksef.testkit.ScriptedServer.Received;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server on real sockets, and cuts the connections it is told to. */
public final class CuttingProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "http2-settings", "upgrade", "transfer-encoding");

    private final URI server;
    private final ServerSocket socket;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private CuttingProxy(URI server, ServerSocket socket) {
        this.server = server;
        this.socket = socket;
        var acceptor = new Thread(this::accept, "cutting-proxy");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** A proxy in front of a server, on a free port of the loopback interface. */
    public static CuttingProxy before(URI server) {
        try {
            return new CuttingProxy(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
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

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                var worker = new Thread(() -> serve(connection), "cutting-connection");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (Received request = Received.read(in); request != null; request = Received.read(in)) {
                if (!pass(request, connection.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException gone) {
            connections.remove(connection);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Cut(String method, String pathEnd, boolean after) {

        boolean meets(String itsMethod, String path) {
            return method.equals(itsMethod) && path.endsWith(pathEnd);
        }
    }
}
