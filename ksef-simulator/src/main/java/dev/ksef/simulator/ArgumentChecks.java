package dev.ksef.simulator;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.NipNumbers;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Checks what users of the simulator give it. Each check returns its argument, or throws with a message that says what
 * the argument must be.
 */
final class ArgumentChecks {

    private static final int MAX_PORT = 65_535;

    private ArgumentChecks() {}

    static int port(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("A port must be between 0 and " + MAX_PORT + ": " + port);
        }
        return port;
    }

    static int atLeast(int least, int limit) {
        if (limit < least) {
            throw new IllegalArgumentException("The limit must be " + least + " or more: " + limit);
        }
        return limit;
    }

    static Duration notNegative(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay is negative: " + delay);
        }
        return delay;
    }

    static String nip(String nip) {
        if (!NipNumbers.wellFormed(nip)) {
            throw new IllegalArgumentException("Not the shape of a NIP: " + nip);
        }
        return nip;
    }

    static LoginContext context(String context) {
        return LoginContext.of(context)
                .orElseThrow(() -> new IllegalArgumentException("Not the shape of a context: " + context));
    }

    static String token(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("The token is blank");
        }
        return token;
    }

    static InetAddress address(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("No address to listen on, such as 0.0.0.0: " + address, unknown);
        }
    }

    static String publicBase(URI base) {
        String scheme = String.valueOf(base.getScheme());
        boolean bare = base.getHost() != null
                && base.getUserInfo() == null
                && (base.getRawPath().isEmpty() || base.getRawPath().equals("/"))
                && base.getRawQuery() == null
                && base.getRawFragment() == null;
        if (!bare || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "A public base is http or https, a host and maybe a port, like https://ksef.example:8443: " + base);
        }
        return scheme + "://" + base.getRawAuthority();
    }

    static String host(String host) {
        if (!host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?")) {
            throw new IllegalArgumentException("A host is a name and maybe a port, without scheme and path: " + host);
        }
        return host;
    }
}
