package dev.ksef.adapter.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Speaks as Redis does, and answers whatever is asked of it but greetings with one error. */
final class RefusingServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String error;

    RefusingServer(String error) throws IOException {
        this.error = error;
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "test-refusing");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(answer(command(line, in)).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            // The client has what it wanted.
        }
    }

    private static String command(String head, BufferedReader in) throws IOException {
        String command = "";
        int parts = Integer.parseInt(head.substring(1));
        for (int i = 0; i < parts; i++) {
            int length = Integer.parseInt(in.readLine().substring(1));
            char[] part = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(part, read, length - read);
            }
            in.readLine();
            command = i == 0 ? new String(part).toUpperCase(Locale.ROOT) : command;
        }
        return command;
    }

    private String answer(String command) {
        return switch (command) {
            case "PING" -> "+PONG\r\n";
            case "CLIENT" -> "+OK\r\n";
            case "INFO" -> "$13\r\nmaxmemory:0\r\n\r\n";
            default -> "-" + error + "\r\n";
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
