package dev.ksef.port.api;

import dev.ksef.model.peppol.PeppolPageRequest;
import dev.ksef.model.peppol.PeppolProvidersPage;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/** The Peppol service providers that are registered in KSeF. */
public interface PeppolApi {

    /** Requests one page of providers, those registered last first. */
    @Operation(
            value = "GET /peppol/query",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.SAFE,
            success = 200)
    PeppolProvidersPage query(@QueryParameters PeppolPageRequest page);
}
