package dev.ksef.model.certificate;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of certificates, the latest applications first. */
public record CertificatesPage(@Nullable Boolean hasMore, List<CertificateMetadata> certificates)
        implements OffsetPage<CertificateMetadata> {

    public CertificatesPage {
        certificates = ReceivedCollections.rows(certificates, "certificates");
    }

    @Override
    public List<CertificateMetadata> items() {
        return certificates;
    }
}
