package dev.ksef.simulator;

import dev.ksef.simulator.IssuedCertificate.Origin;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;

/** Issues the KSeF certificates of one simulator, registers them, and tells how each of them stands. Thread-safe. */
final class CertificationCentre {

    private final InstantSource clock;
    private final SerialNumbers serialNumbers = new SerialNumbers();
    /** Even its class is loaded late: it takes Bouncy Castle with it, whose signed files are verified then. */
    private final Lazy<CertificateIssuer> issuer;

    private final CertificateRegister register = new CertificateRegister();

    CertificationCentre(InstantSource clock) {
        this.clock = clock;
        this.issuer = new Lazy<>(() -> new CertificateIssuer(clock));
    }

    X509Certificate root() {
        return issuer.get().root();
    }

    X509Certificate authority() {
        return issuer.get().authority();
    }

    /** Issues a certificate that was asked for at one time and is there from another on. */
    IssuedCertificate issue(CertificateOrder order, Instant requestedAt, Instant issuedAt) {
        Origin origin = new Origin(
                serialNumbers.next(),
                order.name(),
                order.purpose(),
                order.subject().commonName(),
                order.holder(),
                requestedAt,
                issuedAt);
        X509Certificate certificate = issuer.get()
                .issue(origin.serialNumber(), order.subject(), order.key(), order.purpose(), order.validFrom());
        IssuedCertificate issued = new IssuedCertificate(origin, certificate);
        register.add(issued);
        return issued;
    }

    /** How KSeF stands to a certificate. Its dates are judged by others. */
    CertificateStanding standing(X509Certificate certificate) {
        Instant now = clock.instant();
        return register.find(SerialNumbers.text(certificate))
                .filter(known -> known.issued(now) && known.certificate().equals(certificate))
                .map(known -> switch (known.status(now)) {
                    case ACTIVE, EXPIRED -> CertificateStanding.ACTIVE;
                    case BLOCKED -> CertificateStanding.BLOCKED;
                    case REVOKED -> CertificateStanding.REVOKED;
                })
                .orElse(CertificateStanding.NOT_OURS);
    }

    CertificateRegister register() {
        return register;
    }
}
