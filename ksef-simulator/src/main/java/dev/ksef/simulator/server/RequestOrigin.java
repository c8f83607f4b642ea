package dev.ksef.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a client reaches the simulator, so that signed links lead there: through a container's or a CI service's
 * name, too.
 */
public final class RequestOrigin {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private final @Nullable String publicBase;
    private final Map<String, Integer> storagePorts;

    /**
     * Decides by the requests, or not at all.
     *
     * @param publicBase scheme, host and port of every link; null if links follow the header {@code Host}
     * @param storagePorts the port that links lead to, by scheme; empty if they lead to the port of the request
     */
    public RequestOrigin(@Nullable String publicBase, Map<String, Integer> storagePorts) {
        this.publicBase = publicBase;
        this.storagePorts = Map.copyOf(storagePorts);
    }

    /** Scheme, host and port, without a slash at the end. */
    String of(HttpExchange http) {
        if (publicBase != null) {
            return publicBase;
        }
        String scheme = http instanceof HttpsExchange ? "https" : "http";
        String host = http.getRequestHeaders().getFirst("Host");
        // A client of HTTP/1.0 sends none.
        String origin = host != null && HOST.matcher(host).matches()
                ? scheme + "://" + host
                : HttpServers.origin(scheme, http.getLocalAddress());
        Integer storagePort = storagePorts.get(scheme);
        return storagePort == null ? origin : origin.replaceFirst("(:\\d+)?$", ":" + storagePort);
    }
}
