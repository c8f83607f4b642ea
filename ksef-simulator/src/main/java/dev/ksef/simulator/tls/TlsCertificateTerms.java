package dev.ksef.simulator.tls;

import java.time.Duration;
import java.util.List;

/**
 * What a certificate for TLS says.
 *
 * @param left how long it is still valid; negative if it is no more
 * @param names the names of the host that it is for
 * @param addresses the IP addresses that it is for
 */
public record TlsCertificateTerms(Duration left, List<String> names, List<String> addresses) {

    public TlsCertificateTerms {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }
}
