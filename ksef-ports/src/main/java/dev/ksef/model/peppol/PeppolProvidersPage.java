package dev.ksef.model.peppol;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of Peppol service providers, those registered last first. */
public record PeppolProvidersPage(@Nullable Boolean hasMore, List<PeppolProvider> peppolProviders)
        implements OffsetPage<PeppolProvider> {

    public PeppolProvidersPage {
        peppolProviders = ReceivedCollections.rows(peppolProviders, "peppolProviders");
    }

    @Override
    public List<PeppolProvider> items() {
        return peppolProviders;
    }
}
