package dev.ksef.model.certificate;

import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;

/** The requested certificates, except those that KSeF does not know. */
public record RetrievedCertificates(List<KsefCertificate> certificates) {

    public RetrievedCertificates {
        certificates = ReceivedCollections.rows(certificates, "certificates");
    }
}
