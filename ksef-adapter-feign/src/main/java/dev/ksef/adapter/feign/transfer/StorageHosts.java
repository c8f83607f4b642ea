package dev.ksef.adapter.feign.transfer;

import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts that signed links may lead to: the environment's own, to which they usually lead, and those that were allowed. */
public final class StorageHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;

    public StorageHosts(URI apiBase, Collection<String> allowed) {
        hosts = Stream.concat(Stream.of(apiBase.getHost()), allowed.stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the address.
     *
     * @param name of what is to be sent there, for the message
     * @throws KsefTransportException if nothing may be sent there; the message does not quote it
     */
    URI checked(String name, URI address) {
        if (!allow(address)) {
            throw new KsefTransportException(
                    name + " was not sent: it leads to a host that is not the environment's, or not by HTTPS; "
                            + "allow the host if it is to be trusted",
                    Delivery.NOT_SENT,
                    null);
        }
        return address;
    }

    /** Tells whether the address is on such a host and is called by HTTPS. Only this machine may be called by HTTP. */
    boolean allow(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        boolean secure = address.getScheme().equalsIgnoreCase("https");
        boolean loopback = address.getScheme().equalsIgnoreCase("http") && LOOPBACK.contains(host);
        return hosts.contains(host) && (secure || loopback);
    }
}
