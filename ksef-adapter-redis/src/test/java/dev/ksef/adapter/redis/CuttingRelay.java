package dev.ksef.adapter.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes between a client and Redis, and spoils chosen exchanges. */
final class CuttingRelay implements AutoCloseable {

    enum Fault {
        /** The server does not see the command. */
        CUT_BEFORE,
        /** The server executes the command, and its answer is lost. */
        CUT_AFTER,
        /** The server does not see the command, and the client sees nothing. */
        STALL
    }

    private record Plan(String word, Fault fault) {}

    private final int serverPort;
    private final ServerSocket socket;
    private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger spoilt = new AtomicInteger();
    private final Random random = new Random(42);
    private volatile int oneOf;

    private CuttingRelay(int serverPort, ServerSocket socket) {
        this.serverPort = serverPort;
        this.socket = socket;
    }

    static CuttingRelay before(int serverPort) throws IOException {
        var relay = new CuttingRelay(serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        start(relay::accept);
        return relay;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Spoils the next exchange whose command holds a word. */
    CuttingRelay plan(Fault fault, String word) {
        plans.add(new Plan(word, fault));
        return this;
    }

    /** Cuts one of so many exchanges, before or after the server sees it; 0 for none. */
    void cutOneOf(int exchanges) {
        oneOf = exchanges;
    }

    /** Returns how many exchanges were spoilt. */
    int spoilt() {
        return spoilt.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                new Pair(client, server).start();
            } catch (IOException closed) {
                // The next one finds the server, or the loop ends.
            }
        }
    }

    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean answerIsLost;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            CuttingRelay.start(this::passCommands);
            CuttingRelay.start(this::passAnswers);
        }

        private void passCommands() {
            byte[] buffer = new byte[1 << 16];
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    Fault fault = fault(Arrays.copyOf(buffer, read));
                    if (fault == Fault.CUT_BEFORE) {
                        return;
                    }
                    answerIsLost |= fault == Fault.CUT_AFTER;
                    if (fault != Fault.STALL) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException gone) {
                // Both ends are closed.
            }
        }

        private void passAnswers() {
            byte[] buffer = new byte[1 << 16];
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int read = in.read(buffer); read > 0 && !answerIsLost; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            } catch (IOException gone) {
                // Both ends are closed.
            }
        }
    }

    private Fault fault(byte[] command) {
        String text = new String(command, StandardCharsets.ISO_8859_1);
        Plan plan = plans.peek();
        if (plan != null && text.contains(plan.word) && plans.remove(plan)) {
            spoilt.incrementAndGet();
            return plan.fault;
        }
        synchronized (random) {
            if (oneOf > 0 && text.contains("EVAL") && random.nextInt(oneOf) == 0) {
                spoilt.incrementAndGet();
                return random.nextBoolean() ? Fault.CUT_BEFORE : Fault.CUT_AFTER;
            }
        }
        return null;
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "test-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
