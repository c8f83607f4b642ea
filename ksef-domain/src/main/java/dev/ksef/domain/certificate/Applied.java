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
record Applied(
        @Nullable ReferenceNumber referenceNumber, @Nullable CertificateSerialNumber serialNumber) {

    static Applied under(ReferenceNumber referenceNumber) {
        return new Applied(referenceNumber, null);
    }

    static Applied become(CertificateSerialNumber serialNumber) {
        return new Applied(null, serialNumber);
    }

    Applied issuedAs(CertificateSerialNumber number) {
        return new Applied(referenceNumber, number);
    }
}
