package dev.ksef.simulator;

import java.time.Duration;
import java.util.List;

/** The certificate that a simulator shows over TLS. Its own authority issues each of them. */
public enum TlsCertificate {
    /** For 127.0.0.1 and localhost, valid now. */
    GOOD(Duration.ofDays(30), List.of("localhost"), List.of("127.0.0.1")),
    /** For the same names, over since yesterday. */
    EXPIRED(Duration.ofDays(-1), List.of("localhost"), List.of("127.0.0.1")),
    /** Valid now, for another name. */
    WRONG_HOST(Duration.ofDays(30), List.of("other.invalid"), List.of());

    private final Duration left;
    private final List<String> names;
    private final List<String> addresses;

    TlsCertificate(Duration left, List<String> names, List<String> addresses) {
        this.left = left;
        this.names = List.copyOf(names);
        this.addresses = List.copyOf(addresses);
    }

    /** How long it is still valid; negative if it is no more. */
    Duration left() {
        return left;
    }

    List<String> names() {
        return names;
    }

    List<String> addresses() {
        return addresses;
    }
}
