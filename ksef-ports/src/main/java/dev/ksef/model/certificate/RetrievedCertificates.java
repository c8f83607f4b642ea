package dev.ksef.model.certificate;

import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;

/** The certificates that were asked for, as far as KSeF knows them. */
public record RetrievedCertificates(List<KsefCertificate> certificates) {

    public RetrievedCertificates {
        certificates = ReceivedCollections.rows(certificates, "certificates");
    }
}
