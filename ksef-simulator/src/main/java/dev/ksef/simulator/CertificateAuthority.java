package dev.ksef.simulator;

import dev.ksef.simulator.IssuedCertificate.Origin;
import dev.ksef.simulator.IssuedCertificates.Standing;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The authority that issues the KSeF certificates of one simulator, and takes them back. Clients get theirs through the
 * API; a test gets them here at once, for whatever key it has. Thread-safe.
 */
public final class CertificateAuthority {

    private static final String OF_A_TEST = "Certyfikat testu";

    private final InstantSource clock;
    private final SerialNumbers serialNumbers = new SerialNumbers();
    /** Even its class is loaded late: it takes Bouncy Castle with it, whose signed files are verified then. */
    private final Lazy<CertificateIssuer> issuer;

    private final CertificateRegister register = new CertificateRegister();

    CertificateAuthority(InstantSource clock) {
        this.clock = clock;
        this.issuer = new Lazy<>(() -> new CertificateIssuer(clock));
    }

    /** The certificate that all trust begins with: self-signed, another one in each simulator. */
    public X509Certificate root() {
        return issuer.get().root();
    }

    /** The certificate, signed by {@link #root()}, whose key signs every KSeF certificate. */
    public X509Certificate authority() {
        return issuer.get().authority();
    }

    /**
     * Issues a certificate of a company, valid for two years from now. It counts among those the company has.
     *
     * @param key RSA of 2048 bits or EC on P-256
     * @param commonName the name of the company; the type adds to it
     * @param nip 10 digits
     * @throws IllegalArgumentException if the key is another one, or the number has not the shape of a NIP
     */
    public KsefCertificate issue(PublicKey key, CertificateType type, String commonName, String nip) {
        if (!Nips.wellFormed(nip)) {
            throw new IllegalArgumentException("Not the shape of a NIP: " + nip);
        }
        if (!CertifiableKey.fits(key)) {
            throw new IllegalArgumentException("KSeF certifies RSA keys of 2048 bits and EC keys on P-256 only");
        }
        Instant now = clock.instant();
        Order order = new Order(
                OF_A_TEST, type, CertificateHolder.nip(nip), EnrollmentData.company(commonName, nip), key, now);
        IssuedCertificate issued = issue(order, now, now);
        return new KsefCertificate(issued.serialNumber(), type, issued.certificate());
    }

    /**
     * Revokes a certificate at once.
     *
     * @param serialNumber 16 upper-case hexadecimal digits
     * @throws IllegalArgumentException if none has it
     */
    public void revoke(String serialNumber) {
        known(serialNumber).revokeFrom(clock.instant());
    }

    /**
     * Blocks a certificate, as KSeF does while a revocation takes its time; here it stays so until it is revoked.
     *
     * @param serialNumber 16 upper-case hexadecimal digits
     * @throws IllegalArgumentException if none has it
     */
    public void block(String serialNumber) {
        known(serialNumber).revokeFrom(Instant.MAX);
    }

    /** What is to be certified. */
    record Order(
            String name,
            CertificateType type,
            CertificateHolder holder,
            EnrollmentData subject,
            PublicKey key,
            Instant validFrom) {}

    /** Issues a certificate that was asked for at one time and is there from another on. */
    IssuedCertificate issue(Order order, Instant requestedAt, Instant issuedAt) {
        Origin origin = new Origin(
                serialNumbers.next(),
                order.name(),
                order.type(),
                order.subject().commonName(),
                order.holder(),
                requestedAt,
                issuedAt);
        X509Certificate certificate = issuer.get()
                .issue(origin.serialNumber(), order.subject(), order.key(), order.type(), order.validFrom());
        IssuedCertificate issued = new IssuedCertificate(origin, certificate);
        register.add(issued);
        return issued;
    }

    /** How KSeF stands to a certificate. Its dates are judged by others. */
    Standing standing(X509Certificate certificate) {
        Instant now = clock.instant();
        return register.find(SerialNumbers.text(certificate))
                .filter(known -> known.issued(now) && known.certificate().equals(certificate))
                .map(known -> switch (known.status(now)) {
                    case ACTIVE, EXPIRED -> Standing.ACTIVE;
                    case BLOCKED -> Standing.BLOCKED;
                    case REVOKED -> Standing.REVOKED;
                })
                .orElse(Standing.NOT_OURS);
    }

    CertificateRegister register() {
        return register;
    }

    private IssuedCertificate known(String serialNumber) {
        return register.find(serialNumber)
                .orElseThrow(
                        () -> new IllegalArgumentException("No certificate has the serial number " + serialNumber));
    }
}
