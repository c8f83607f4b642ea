package dev.ksef.testkit.server;

import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on a real socket that leaves the body of each request to its script: it may be read, in part or not at all,
 * before or after the answer. The server keeps the heads of the requests, and counts the bytes of the bodies that it read.
 */
public final class StreamingServer implements AutoCloseable {

    private final LoopbackListener listener;
    private final Queue<Part> script = new ConcurrentLinkedQueue<>();
    private final List<Head> received = new CopyOnWriteArrayList<>();
    private final AtomicLong bodyBytes = new AtomicLong();

    private StreamingServer(LoopbackListener listener) {
        this.listener = listener;
        listener.serveWith(this::serve);
    }

    /** Starts a server on a free port of the loopback interface. */
    public static StreamingServer start() {
        return new StreamingServer(LoopbackListener.listen());
    }

    /** Returns the address of the server, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Adds parts to the end of the script, one for each request. */
    public StreamingServer then(Part... parts) {
        script.addAll(List.of(parts));
        return this;
    }

    /** Returns the heads of the requests so far, in order. */
    public List<Head> received() {
        return List.copyOf(received);
    }

    /** Returns how many bytes of bodies were read so far. */
    public long bodyBytes() {
        return bodyBytes.get();
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedInputStream(connection.getInputStream());
        for (Head head = head(in); head != null; head = head(in)) {
            received.add(head);
            Part part = script.poll();
            if (part == null) {
                part = Part.reading(Reply.of(500, "text/plain", "The script has no further part"));
            }
            if (!part.play(new Body(in, head.contentLength()), connection.getOutputStream())) {
                return;
            }
        }
    }

    private static @Nullable Head head(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 3) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        return new Head(start[0], start[1], headers);
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        listener.close();
    }

    /**
     * The head of a request as it arrived.
     *
     * @param headers the lines, in order
     */
    public record Head(String method, String target, List<String> headers) {

        public Head {
            headers = List.copyOf(headers);
        }

        /** Returns all values of a header. */
        public List<String> all(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        private long contentLength() {
            return all("content-length").stream().mapToLong(Long::parseLong).sum();
        }
    }

    /** What happens to one request. */
    public interface Part {

        /** Reads of the body what it likes, and answers. Returns false if the connection must end. */
        boolean play(InputStream body, OutputStream out) throws IOException, InterruptedException;

        /** Reads the whole body, and replies. */
        static Part reading(Reply reply) {
            return (body, out) -> {
                body.transferTo(OutputStream.nullOutputStream());
                return reply.play(out);
            };
        }

        /** Replies before it reads anything, and ends the connection. */
        static Part early(Reply reply) {
            return (body, out) -> {
                reply.play(out);
                return false;
            };
        }

        /** Replies before it reads anything, and reads the whole body then. */
        static Part earlyAndPolite(Reply reply) {
            return (body, out) -> {
                reply.play(out);
                body.transferTo(OutputStream.nullOutputStream());
                return false;
            };
        }

        /** Reads some bytes and ends the connection. */
        static Part cutAfter(int bytes) {
            return (body, out) -> {
                body.readNBytes(bytes);
                return false;
            };
        }

        /** Reads some bytes, and nothing more. */
        static Part stallAfter(int bytes) {
            return (body, out) -> {
                body.readNBytes(bytes);
                Thread.sleep(20_000);
                return false;
            };
        }
    }

    /** The body of one request, which ends where its declared length does. */
    private final class Body extends InputStream {

        private final InputStream in;
        private long left;

        private Body(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(left, length));
            if (read > 0) {
                left -= read;
                bodyBytes.addAndGet(read);
            }
            return read;
        }
    }
}
