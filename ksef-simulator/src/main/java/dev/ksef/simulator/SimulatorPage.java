package dev.ksef.simulator;

import dev.ksef.simulator.page.ExchangeJournal;
import dev.ksef.simulator.page.PageEndpoints;
import dev.ksef.simulator.page.PageList;
import dev.ksef.simulator.page.PageRows;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page of a simulator in a browser, and what its user can do there: begin anew, and save the state.
 *
 * @param save saves the state; none if the simulator keeps none
 */
record SimulatorPage(
        SimulatorBuilder settings, SimulatedWorld world, ExchangeJournal journal, Runnable reset, Optional<Runnable> save) {

    private static final int MOST_SHOWN = 50;

    void addTo(RequestRouter router) {
        new PageEndpoints(
                        settings.clock,
                        world.api().sessions(),
                        world.api().archive(),
                        world.api().upo(),
                        journal,
                        Map.of("tokens", tokens(), "rights", rights()),
                        this::overview,
                        this::limits,
                        world.router().names())
                .addTo(router);
        router.addUncounted("POST", "/simulator/reset", request -> done(reset));
        router.addUncounted("POST", "/simulator/state", request -> save.map(SimulatorPage::done)
                .orElseGet(() -> HttpReply.text(409, "The simulator keeps no state; the option --state sets a folder\n")));
    }

    private static HttpReply done(Runnable deed) {
        deed.run();
        return HttpReply.empty(204);
    }

    private PageList tokens() {
        return query -> query.pick(
                world.taxpayers().all().stream(),
                token -> query.matches(token.referenceNumber(), token.context().value()),
                token -> JsonTrees.object()
                        .put("referenceNumber", token.referenceNumber())
                        .put("contextType", token.context().type())
                        .put("context", token.context().value()));
    }

    private PageList rights() {
        return query -> query.pick(
                world.rights().shown(),
                right -> query.matches(
                        right.path("subject").asString(""), right.path("context").asString("")),
                Function.identity());
    }

    private ObjectNode overview() {
        ObjectNode json = JsonTrees.object()
                .put("bytesInMemory", world.shelf().bytesInMemory())
                .put("bytesInFile", world.shelf().bytesInFile())
                .put("memory", settings.memory)
                .put("state", save.isPresent());
        ArrayNode taxpayers = json.putArray("taxpayers");
        List<String> nips = List.copyOf(world.startTaxpayers().tokens().keySet());
        nips.stream().limit(MOST_SHOWN).forEach(taxpayers::add);
        json.put("moreTaxpayers", Math.max(0, nips.size() - MOST_SHOWN));
        return json;
    }

    private ObjectNode limits() {
        ObjectNode json = JsonTrees.object();
        json.putObject("settings")
                .put("maxInvoicesPerSession", settings.maxInvoicesPerSession)
                .put("maxInvoicesPerQuery", settings.maxInvoicesPerQuery)
                .put("maxInvoicesPerExport", settings.maxInvoicesPerExport)
                .put("maxRunningExports", settings.maxRunningExports);
        json.set("usual", world.api().rateLimits().usualJson());
        ArrayNode contexts = json.putArray("contexts");
        world.api().rateLimits().contexts().stream().limit(MOST_SHOWN).forEach(context -> {
            ObjectNode one = contexts.addObject().put("context", context.value());
            one.set("limits", world.api().rateLimits().json(context));
        });
        return json;
    }
}
