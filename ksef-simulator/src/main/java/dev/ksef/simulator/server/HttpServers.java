package dev.ksef.simulator.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Makes the JDK's HTTP servers, set up to serve many clients. */
public final class HttpServers {

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int BACKLOG = 1024;

    static {
        // Read once, when the first server of the JVM is made. Without the first every answer waits 40 ms for
        // an acknowledgement; with the defaults of the others clients lose the connections they keep.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxIdleConnections", "1000");
        setDefault("sun.net.httpserver.idleInterval", "300");
    }

    private HttpServers() {}

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    public static HttpServer bind(InetAddress address, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException failed) {
            throw taken(port, failed);
        }
    }

    static HttpServer bindTls(InetAddress address, int port, SSLContext context) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(address, port), BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return server;
        } catch (IOException failed) {
            throw taken(port, failed);
        }
    }

    private static UncheckedIOException taken(int port, IOException failed) {
        return new UncheckedIOException("Cannot listen on port " + port + ": " + failed.getMessage(), failed);
    }

    /** The scheme, address and port of a server as this machine reaches it, without a slash at the end. */
    static String origin(String scheme, InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return scheme + "://127.0.0.1:" + bound.getPort();
        }
        String text = address.getHostAddress();
        return scheme + "://" + (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + bound.getPort();
    }

    public static ExecutorService workers() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ksef-simulator-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
