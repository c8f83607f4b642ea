package dev.ksef.simulator.tls;

import java.time.Duration;
import java.util.List;

/**
 * The contents of a certificate for TLS.
 *
 * @param left how long it is still valid; negative if it has expired
 * @param names the names of the host that it is for
 * @param addresses the IP addresses that it is for
 */
public record TlsCertificateTerms(Duration left, List<String> names, List<String> addresses) {

    public TlsCertificateTerms {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }
}
