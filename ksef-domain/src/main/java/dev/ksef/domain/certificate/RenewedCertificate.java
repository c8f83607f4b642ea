package dev.ksef.domain.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.port.signing.Signer;
import java.time.Instant;

/**
 * A new certificate that was proven to work. It alone can revoke the one it replaces, so that nobody is left without:
 * switch to the new {@link #signer()} first.
 */
public final class RenewedCertificate {

    private final CertificateRegister certificates;
    private final CertificateSerialNumber old;
    private final KsefCertificate certificate;
    private final Signer signer;

    RenewedCertificate(
            CertificateRegister certificates, CertificateSerialNumber old, KsefCertificate certificate, Signer signer) {
        this.certificates = certificates;
        this.old = old;
        this.certificate = certificate;
        this.signer = signer;
    }

    /** Signs with the new key. */
    public Signer signer() {
        return signer;
    }

    /** Returns the new certificate. */
    public KsefCertificate certificate() {
        return certificate;
    }

    /** Its number. */
    public CertificateSerialNumber serialNumber() {
        return certificate.certificateSerialNumber();
    }

    /** From when on it may be used. */
    public Instant validFrom() {
        return signer.certificate().validFrom();
    }

    /** Until when it may be used. */
    public Instant validTo() {
        return signer.certificate().validTo();
    }

    /** Returns the number of the certificate that it replaces. */
    public CertificateSerialNumber replaces() {
        return old;
    }

    /**
     * Revokes the certificate that this one replaces; one that is revoked already is revoked. Tokens that came from it live
     * on to their ends.
     *
     * @throws KsefApiException if KSeF refuses: 25008 no such certificate, 25009 expired
     */
    public void revokeOld(CertificateRevocationReason reason) {
        certificates.revoke(old, reason);
    }

    @Override
    public String toString() {
        return "RenewedCertificate[" + serialNumber() + " in place of " + old + "]";
    }
}
