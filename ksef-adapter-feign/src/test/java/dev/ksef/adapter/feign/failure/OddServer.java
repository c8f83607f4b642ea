package dev.ksef.adapter.feign.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server that does one thing to each connection, good or odd, and counts the requests whose first byte came. */
final class OddServer implements AutoCloseable {

    private static final String CHALLENGE = "{\"challenge\":\"20261102-CR-1111111111-2222222222-33\",\"timestamp\":"
            + "\"2026-11-02T10:00:00+01:00\",\"timestampMs\":1793610000000,\"clientIp\":\"127.0.0.1\"}";

    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    private OddServer(ServerSocket socket, Deed deed) {
        this.socket = socket;
        start(() -> accept(deed));
    }

    /** What becomes of a connection before it ends. */
    private interface Deed {

        void done(InputStream in, OutputStream out) throws IOException;
    }

    /** Answers a challenge to whoever gets as far as asking. */
    static OddServer secure(SSLContext tls) throws IOException {
        return secure(tls, "200 OK", "Content-Type: application/json\r\n");
    }

    /** Answers a challenge with a status and headers of its own. */
    static OddServer secure(SSLContext tls, String status, String headers) throws IOException {
        return new OddServer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                (in, out) -> out.write(answer(status, headers, CHALLENGE)));
    }

    /** The same without TLS. */
    static OddServer insecure(String headers) throws IOException {
        return plain((in, out) -> out.write(answer("200 OK", headers, CHALLENGE)));
    }

    /** Says in TLS what a server says that knows version 1.1 at most. */
    static OddServer ofOldTls() throws IOException {
        return plain((in, out) -> out.write(HexFormat.of().parseHex("15030100020246")));
    }

    /** Speaks HTTP where TLS is spoken to it. */
    static OddServer withoutTls() throws IOException {
        return plain((in, out) -> out.write(answer("400 Bad Request", "", "This is no TLS")));
    }

    /** Accepts, and says nothing. */
    static OddServer silent() throws IOException {
        return plain((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** A proxy that leads nowhere. */
    static OddServer proxy(String refusal) throws IOException {
        return plain((in, out) -> out.write(answer(refusal, "Proxy-Authenticate: Basic realm=\"way out\"\r\n", "")));
    }

    private static OddServer plain(Deed deed) throws IOException {
        return new OddServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), deed);
    }

    private static byte[] answer(String status, String headers, String body) {
        return ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many connections brought something that could be read. */
    int requests() {
        return requests.get();
    }

    private void accept(Deed deed) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                start(() -> serve(connection, deed));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection, Deed deed) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] first = new byte[16 * 1024];
            if (in.read(first) > 0) {
                requests.incrementAndGet();
                deed.done(in, connection.getOutputStream());
                connection.getOutputStream().flush();
                connection.shutdownOutput();
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException gone) {
            connections.remove(connection);
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
