package dev.ksef.simulator.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;

/** The ports that a simulator listens on, and the threads that answer there. One thread opens and starts them. */
public final class ServerPorts {

    private final InetAddress address;
    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService workers = HttpServers.workers();
    private boolean started;

    /** Will listen on this address of the machine. */
    public ServerPorts(InetAddress address) {
        this.address = address;
    }

    /** Opens a port for plain HTTP, and gives its scheme, address and number as the start of a URI. */
    public String open(int port) {
        return add("http", HttpServers.bind(address, port));
    }

    /** Opens a port for TLS, and gives its scheme, address and number as the start of a URI. */
    public String openTls(int port, SSLContext context) {
        return add("https", HttpServers.bindTls(address, port, context));
    }

    private String add(String scheme, HttpServer server) {
        servers.add(server);
        return HttpServers.origin(scheme, server.getAddress());
    }

    /** Starts to answer on all ports. */
    public void start(Map<String, HttpHandler> handlers) {
        started = true;
        for (HttpServer server : servers) {
            handlers.forEach(server::createContext);
            server.setExecutor(workers);
            server.start();
        }
    }

    public void close() {
        if (!started) {
            // The JDK gives a port back only when the thread of its server ends.
            servers.forEach(HttpServer::start);
        }
        servers.forEach(server -> server.stop(0));
        workers.shutdownNow();
    }
}
