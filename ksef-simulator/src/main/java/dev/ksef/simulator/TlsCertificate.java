package dev.ksef.simulator;

import dev.ksef.simulator.tls.TlsCertificateTerms;
import java.time.Duration;
import java.util.List;

/** The certificate that a simulator shows over TLS. An authority of the simulator issues it. */
public enum TlsCertificate {
    /** For 127.0.0.1 and localhost, valid now. */
    GOOD(Duration.ofDays(30), List.of("localhost"), List.of("127.0.0.1")),
    /** For the same names, expired since yesterday. */
    EXPIRED(Duration.ofDays(-1), List.of("localhost"), List.of("127.0.0.1")),
    /** Valid now, for another name. */
    WRONG_HOST(Duration.ofDays(30), List.of("other.invalid"), List.of());

    private final TlsCertificateTerms terms;

    TlsCertificate(Duration left, List<String> names, List<String> addresses) {
        this.terms = new TlsCertificateTerms(left, names, addresses);
    }

    /** What the certificate says. */
    TlsCertificateTerms terms() {
        return terms;
    }
}
