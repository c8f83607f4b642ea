package dev.ksef.domain.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefProcessingException;
import java.time.Duration;
import java.util.Optional;

/** An application for a certificate that KSeF took up. Keep its number: by it the certificate is found for 30 days. */
public final class CertificateEnrollment {

    private final CertificateRegister certificates;
    private final ApplicationProgress applied;

    CertificateEnrollment(CertificateRegister certificates, ApplicationProgress applied) {
        this.certificates = certificates;
        this.applied = applied;
    }

    /** Returns the number of the application; empty where KSeF's answer was lost and its certificate was found all the same. */
    public Optional<ReferenceNumber> referenceNumber() {
        return Optional.ofNullable(applied.referenceNumber());
    }

    /** Returns the number of the certificate, where it was found that way. */
    public Optional<CertificateSerialNumber> serialNumber() {
        return Optional.ofNullable(applied.serialNumber());
    }

    /**
     * Waits for the certificate.
     *
     * @throws KsefProcessingException if KSeF issues none: 400 refused, 500 unknown error, 550 cancelled, apply again
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not there in time
     */
    public KsefCertificate await(Duration patience) {
        return certificates.issued(applied, patience);
    }

    @Override
    public String toString() {
        return "CertificateEnrollment[" + applied.referenceNumber() + ", " + applied.serialNumber() + "]";
    }
}
