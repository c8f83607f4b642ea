package dev.ksef.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server on the loopback address, set up to serve many clients. */
final class LoopbackServer {

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int BACKLOG = 1024;

    static {
        // Read once, when the first server of the JVM is made. Without the first every answer waits 40 ms for
        // an acknowledgement; with the defaults of the others clients lose the connections they keep.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxIdleConnections", "1000");
        setDefault("sun.net.httpserver.idleInterval", "300");
    }

    private LoopbackServer() {}

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot listen on port " + port + ": " + failed.getMessage(), failed);
        }
    }

    static ExecutorService workers() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ksef-simulator-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
