package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.PeppolProviders.Provider;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;

/** The public list of Peppol providers. */
public final class PeppolEndpoint {

    private static final int SMALLEST_PAGE = 10;
    private static final int LARGEST_PAGE = 100;

    private final PeppolProviders providers;

    public PeppolEndpoint(PeppolProviders providers) {
        this.providers = providers;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/peppol/query", RateGroup.ANONYMOUS, this::query);
    }

    private HttpReply query(HttpRequest request) {
        int page = request.number("pageOffset", 0, 0, Integer.MAX_VALUE);
        int pageSize = request.number("pageSize", SMALLEST_PAGE, SMALLEST_PAGE, LARGEST_PAGE);
        List<Provider> all = providers.newestFirst();
        int from = (int) Math.min((long) page * pageSize, all.size());
        int to = Math.min(from + pageSize, all.size());
        ObjectNode body = JsonTrees.object();
        ArrayNode rows = body.putArray("peppolProviders");
        all.subList(from, to)
                .forEach(provider -> rows.addObject()
                        .put("id", provider.peppolId())
                        .put("name", provider.name())
                        .put("dateCreated", KsefTimestamps.json(provider.registeredAt())));
        return HttpReply.json(200, body.put("hasMore", to < all.size()));
    }
}
