package dev.ksef.simulator;

import dev.ksef.simulator.certificate.CertifiableKey;
import dev.ksef.simulator.certificate.CertificateHolder;
import dev.ksef.simulator.certificate.CertificateOrder;
import dev.ksef.simulator.certificate.CertificatePurpose;
import dev.ksef.simulator.certificate.CertificationCentre;
import dev.ksef.simulator.certificate.EnrollmentData;
import dev.ksef.simulator.certificate.RegisteredCertificate;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The authority that issues the KSeF certificates of one simulator and revokes them. Clients apply for certificates
 * through the API; a test gets them here at once, for any key it has. Thread-safe.
 */
public final class CertificateAuthority {

    private static final String OF_A_TEST = "Certyfikat testu";

    private final InstantSource clock;
    private final CertificationCentre centre;

    CertificateAuthority(InstantSource clock, CertificationCentre centre) {
        this.clock = clock;
        this.centre = centre;
    }

    /** The root certificate, to be trusted by tests. It is self-signed, and each simulator has its own. */
    public X509Certificate root() {
        return centre.root();
    }

    /** The certificate whose key signs every KSeF certificate. The {@link #root()} signed it. */
    public X509Certificate authority() {
        return centre.authority();
    }

    /**
     * Issues a certificate that a company signs in with. It is valid for two years from now, and its only key usage is
     * digital signature. It counts among the certificates of the company.
     *
     * @param key RSA of 2048 bits or EC on P-256
     * @param commonName the name of the company; the certificate adds its purpose to it
     * @param nip 10 digits
     * @throws IllegalArgumentException if the key is of another kind, or {@code nip} is not the shape of a NIP
     */
    public IssuedCertificate issueForAuthentication(PublicKey key, String commonName, String nip) {
        return issue(CertificatePurpose.AUTHENTICATION, key, commonName, nip);
    }

    /**
     * Issues a certificate that vouches for a company's offline invoices (KOD II). It is valid for two years from now,
     * and its only key usage is non-repudiation. It counts among the certificates of the company.
     *
     * @param key RSA of 2048 bits or EC on P-256
     * @param commonName the name of the company; the certificate adds its purpose to it
     * @param nip 10 digits
     * @throws IllegalArgumentException if the key is of another kind, or {@code nip} is not the shape of a NIP
     */
    public IssuedCertificate issueForOffline(PublicKey key, String commonName, String nip) {
        return issue(CertificatePurpose.OFFLINE, key, commonName, nip);
    }

    private IssuedCertificate issue(CertificatePurpose purpose, PublicKey key, String commonName, String nip) {
        ArgumentChecks.nip(nip);
        if (!CertifiableKey.fits(key)) {
            throw new IllegalArgumentException("KSeF certifies RSA keys of 2048 bits and EC keys on P-256 only");
        }
        Instant now = clock.instant();
        CertificateOrder order = new CertificateOrder(
                OF_A_TEST, purpose, CertificateHolder.nip(nip), EnrollmentData.company(commonName, nip), key, now);
        RegisteredCertificate issued = centre.issue(order, now, now);
        return new IssuedCertificate(issued.serialNumber(), issued.certificate());
    }

    /**
     * Revokes a certificate at once.
     *
     * @param serialNumber 16 upper-case hexadecimal digits
     * @throws IllegalArgumentException if no certificate has this serial number
     */
    public void revoke(String serialNumber) {
        known(serialNumber).revokeFrom(clock.instant());
    }

    /**
     * Blocks a certificate. KSeF does so while a revocation is under way; here the certificate stays blocked until it
     * is revoked.
     *
     * @param serialNumber 16 upper-case hexadecimal digits
     * @throws IllegalArgumentException if no certificate has this serial number
     */
    public void block(String serialNumber) {
        known(serialNumber).revokeFrom(Instant.MAX);
    }

    private RegisteredCertificate known(String serialNumber) {
        return centre.register()
                .find(serialNumber)
                .orElseThrow(
                        () -> new IllegalArgumentException("No certificate has the serial number " + serialNumber));
    }
}
