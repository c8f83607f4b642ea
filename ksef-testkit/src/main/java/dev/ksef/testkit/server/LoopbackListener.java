package dev.ksef.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on a free port of the loopback interface. Each is served on a thread of its own. */
final class LoopbackListener implements AutoCloseable {

    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LoopbackListener(ServerSocket socket) {
        this.socket = socket;
    }

    /** Serves one connection to its end. */
    interface ConnectionHandler {

        void handle(Socket connection) throws IOException, InterruptedException;
    }

    static LoopbackListener listen() {
        try {
            return new LoopbackListener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void serveWith(ConnectionHandler handler) {
        start(() -> accept(handler));
    }

    private void accept(ConnectionHandler handler) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                start(() -> serve(connection, handler));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection, ConnectionHandler handler) {
        try (connection) {
            handler.handle(connection);
        } catch (IOException gone) {
            open.remove(connection);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "test-connections");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
