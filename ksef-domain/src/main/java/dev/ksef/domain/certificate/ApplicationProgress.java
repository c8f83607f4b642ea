package dev.ksef.domain.certificate;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * How far an application has come.
 *
 * @param referenceNumber null where KSeF's answer to it was lost
 * @param serialNumber of the certificate it became; null as long as it is not known to be issued
 */
record ApplicationProgress(
        @Nullable ReferenceNumber referenceNumber, @Nullable CertificateSerialNumber serialNumber) {

    static ApplicationProgress ofApplication(ReferenceNumber referenceNumber) {
        return new ApplicationProgress(referenceNumber, null);
    }

    static ApplicationProgress ofCertificate(CertificateSerialNumber serialNumber) {
        return new ApplicationProgress(null, serialNumber);
    }

    ApplicationProgress issuedAs(CertificateSerialNumber number) {
        return new ApplicationProgress(referenceNumber, number);
    }
}
