package dev.ksef.testkit.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on a real socket that answers each request with the next reply of a script. A reply may be an answer, a
 * dropped connection, or a body that stalls or is cut. The server keeps the requests.
 */
public final class ScriptedServer implements AutoCloseable {

    private final LoopbackListener listener;
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();

    private ScriptedServer(LoopbackListener listener) {
        this.listener = listener;
        listener.serveWith(this::serve);
    }

    /** Starts a server on a free port of the loopback interface. */
    public static ScriptedServer start() {
        return new ScriptedServer(LoopbackListener.listen());
    }

    /** Returns the address of the server, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Adds replies to the end of the script. */
    public ScriptedServer then(Reply... replies) {
        script.addAll(List.of(replies));
        return this;
    }

    /** Returns the requests so far, in order. */
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedInputStream(connection.getInputStream());
        for (ReceivedRequest request = ReceivedRequest.read(in); request != null; request = ReceivedRequest.read(in)) {
            received.add(request);
            Reply reply = script.poll();
            if (reply == null) {
                reply = Reply.of(500, "text/plain", "The script has no further reply");
            }
            if (!reply.play(connection.getOutputStream())) {
                return;
            }
        }
    }

    @Override
    public void close() {
        listener.close();
    }

    /**
     * A request as it arrived.
     *
     * @param headers by name in lower case
     * @param octets the body, one character for each byte
     */
    public record ReceivedRequest(String method, String target, Map<String, String> headers, String octets) {

        /** Returns the body as text in UTF-8. */
        public String body() {
            return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        /** Returns a header's value. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        static @Nullable ReceivedRequest read(InputStream in) throws IOException {
            String start = line(in);
            if (start == null || start.isEmpty()) {
                return null;
            }
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            String[] parts = start.split(" ", 3);
            return new ReceivedRequest(parts[0], parts[1], headers, new String(body, StandardCharsets.ISO_8859_1));
        }

        private static @Nullable String line(InputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                bytes.write(b);
            }
            return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }

    /** One reply of the script. */
    public interface Reply {

        /** Writes the reply. Returns false if the connection must end. */
        boolean play(OutputStream out) throws IOException, InterruptedException;

        /** Replies with a complete answer. Further headers are names and values in turn. */
        static Reply of(int status, String contentType, String body, String... headers) {
            return of(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
        }

        /** Replies with a complete answer. Further headers are names and values in turn. */
        static Reply of(int status, String contentType, byte[] body, String... headers) {
            return out -> {
                out.write(head(status, contentType, body.length, headers));
                out.write(body);
                out.flush();
                return true;
            };
        }

        /** Replies with JSON. Further headers are names and values in turn. */
        static Reply json(int status, String body, String... headers) {
            return of(status, "application/json; charset=utf-8", body, headers);
        }

        /** Replies without a body. Headers are names and values in turn. */
        static Reply empty(int status, String... headers) {
            return out -> {
                out.write(head(status, "", 0, headers));
                out.flush();
                return true;
            };
        }

        /** Ends the connection without an answer. */
        static Reply drop() {
            return out -> false;
        }

        /** Sends half of the body and ends the connection. */
        static Reply cut(int status, String contentType, String body) {
            return out -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                out.write(head(status, contentType, bytes.length));
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                return false;
            };
        }

        /** Sends half of the body, then nothing for a time, and ends the connection. */
        static Reply stall(int status, String contentType, String body, long millis) {
            return out -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                out.write(head(status, contentType, bytes.length));
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                Thread.sleep(millis);
                return false;
            };
        }

        /** Waits for a time before the reply. */
        default Reply after(long millis) {
            return out -> {
                Thread.sleep(millis);
                return play(out);
            };
        }

        private static byte[] head(int status, String contentType, int length, String... headers) {
            var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
            if (!contentType.isEmpty()) {
                head.append("Content-Type: ").append(contentType).append("\r\n");
            }
            for (int i = 0; i < headers.length; i += 2) {
                head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            if (status != 204) {
                head.append("Content-Length: ").append(length).append("\r\n");
            }
            return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
