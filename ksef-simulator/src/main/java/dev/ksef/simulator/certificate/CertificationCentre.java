package dev.ksef.simulator.certificate;

import dev.ksef.simulator.auth.CertificateStanding;
import dev.ksef.simulator.certificate.RegisteredCertificate.Origin;
import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Issues the KSeF certificates of one simulator, registers them, and tells how they stand. Thread-safe. */
public final class CertificationCentre implements Stateful {

    private final InstantSource clock;
    private final SerialNumbers serialNumbers = new SerialNumbers();
    /** Loads even its class late, since that loads Bouncy Castle, whose signed files are verified then. */
    private final LazyValue<CertificateIssuer> issuer;

    private final RegisteredCertificates register = new RegisteredCertificates();

    public CertificationCentre(InstantSource clock) {
        this.clock = clock;
        this.issuer = new LazyValue<>(() -> new CertificateIssuer(clock));
    }

    /** A centre of the same authorities that has issued nothing yet. It may be given others, and this one keeps its own. */
    public CertificationCentre withoutCertificates() {
        CertificationCentre other = new CertificationCentre(clock);
        issuer.made().ifPresent(made -> other.issuer.set(made.copy()));
        return other;
    }

    @Override
    public String section() {
        return "authorities";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        issuer.made().ifPresent(made -> made.save(rows));
    }

    @Override
    public void restore(SavedRow row) {
        issuer.get().restore(row);
    }

    public X509Certificate root() {
        return issuer.get().root();
    }

    public X509Certificate authority() {
        return issuer.get().authority();
    }

    /** Issues a certificate. It exists for clients from {@code issuedAt} on. */
    public RegisteredCertificate issue(CertificateOrder order, Instant requestedAt, Instant issuedAt) {
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
        RegisteredCertificate issued = new RegisteredCertificate(origin, certificate);
        register.add(issued);
        return issued;
    }

    /** How a certificate stands with KSeF. Its dates are judged elsewhere. */
    public CertificateStanding standing(X509Certificate certificate) {
        Instant now = clock.instant();
        return register.find(SerialNumbers.text(certificate))
                .filter(known -> known.issued(now) && known.certificate().equals(certificate))
                .map(known -> switch (known.status(now)) {
                    case ACTIVE -> CertificateStanding.ACTIVE;
                    case EXPIRED -> CertificateStanding.EXPIRED;
                    case BLOCKED -> CertificateStanding.BLOCKED;
                    case REVOKED -> CertificateStanding.REVOKED;
                })
                .orElse(CertificateStanding.NOT_OURS);
    }

    public RegisteredCertificates register() {
        return register;
    }
}
