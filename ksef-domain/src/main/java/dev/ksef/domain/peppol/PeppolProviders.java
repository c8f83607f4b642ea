package dev.ksef.domain.peppol;

import dev.ksef.domain.internal.OffsetPages;
import dev.ksef.model.peppol.PeppolPageRequest;
import dev.ksef.model.peppol.PeppolProvider;
import dev.ksef.model.peppol.PeppolProvidersPage;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.PeppolApi;
import java.time.Duration;
import java.util.stream.Stream;

/** The Peppol service providers that are registered in KSeF. Everybody may list them. */
public final class PeppolProviders {

    private final Transport transport;
    private final CallScope scope;

    /**
     * Makes them from their port.
     *
     * @param timeout the longest time of one call
     */
    public PeppolProviders(Transport transport, Duration timeout) {
        this.transport = transport;
        this.scope = CallScope.anonymous(timeout);
    }

    /** Requests one page of providers, those registered last first. */
    public PeppolProvidersPage list(PeppolPageRequest page) {
        return api().query(page);
    }

    /** Returns all providers, those registered last first, fetched page by page as they are read. */
    public Stream<PeppolProvider> stream() {
        PeppolApi api = api();
        return OffsetPages.stream(number -> api.query(PeppolPageRequest.FIRST.at(number)));
    }

    private PeppolApi api() {
        return transport.open(PeppolApi.class, scope);
    }
}
