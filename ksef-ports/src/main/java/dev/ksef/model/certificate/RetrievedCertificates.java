package dev.ksef.model.certificate;

import dev.ksef.model.Taken;
import java.util.List;

/** The certificates that were asked for, as far as KSeF knows them. */
public record RetrievedCertificates(List<KsefCertificate> certificates) {

    public RetrievedCertificates {
        certificates = Taken.rows(certificates, "certificates");
    }
}
