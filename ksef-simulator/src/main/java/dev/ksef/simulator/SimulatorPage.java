package dev.ksef.simulator;

import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.page.ExchangeJournal;
import dev.ksef.simulator.page.InvoicePicture;
import dev.ksef.simulator.page.PageEndpoints;
import dev.ksef.simulator.page.RightList;
import dev.ksef.simulator.page.TokenList;
import dev.ksef.simulator.ratelimit.GrantedRateLimits;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.upo.UpoArchive;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a simulator in a browser, and what its user can do there: begin anew, and save the state.
 *
 * @param save saves the state; null if the simulator keeps none
 */
record SimulatorPage(
        Shown shown,
        ExchangeJournal journal,
        Runnable reset,
        @Nullable Runnable save) {

    /** What the page shows. */
    interface Shown {

        InstantSource clock();

        SessionRegister sessions();

        InvoiceArchive archive();

        UpoArchive upo();

        TaxpayerTokens taxpayers();

        Rights rights();

        GrantedRateLimits rateLimits();

        ByteShelf shelf();

        /** Draws invoices, if anything does. */
        InvoicePicture picture();

        /** How many million bytes of documents are kept in memory. */
        int memory();

        /** The taxpayers from the start. */
        List<String> nips();

        /** The limits of the settings, by their names. */
        Map<String, Integer> limits();

        /** The names of the operations that faults can be planned for. */
        List<String> operations();
    }

    private static final int MOST_SHOWN = 50;

    void addTo(RequestRouter router) {
        new PageEndpoints(
                        shown.clock(),
                        shown.sessions(),
                        shown.archive(),
                        shown.upo(),
                        shown.picture(),
                        journal,
                        Map.of(
                                "tokens",
                                new TokenList(shown.taxpayers(), shown.clock()),
                                "rights",
                                new RightList(shown.rights().register())),
                        this::overview,
                        this::limits,
                        shown.operations())
                .addTo(router);
        router.addUncounted("POST", "/simulator/reset", request -> done(reset));
        router.addUncounted(
                "POST",
                "/simulator/state",
                request -> save == null
                        ? HttpReply.text(409, "The simulator keeps no state; the option --state sets a folder\n")
                        : done(save));
    }

    private static HttpReply done(Runnable deed) {
        deed.run();
        return HttpReply.empty(204);
    }

    private ObjectNode overview() {
        ObjectNode json = JsonTrees.object()
                .put("bytesInMemory", shown.shelf().bytesInMemory())
                .put("bytesInFile", shown.shelf().bytesInFile())
                .put("memory", shown.memory())
                .put("state", save != null);
        ArrayNode taxpayers = json.putArray("taxpayers");
        List<String> nips = shown.nips();
        nips.stream().limit(MOST_SHOWN).forEach(taxpayers::add);
        json.put("moreTaxpayers", Math.max(0, nips.size() - MOST_SHOWN));
        return json;
    }

    private ObjectNode limits() {
        ObjectNode json = JsonTrees.object();
        ObjectNode settings = json.putObject("settings");
        shown.limits().forEach(settings::put);
        json.set("usual", shown.rateLimits().usualJson());
        ArrayNode contexts = json.putArray("contexts");
        shown.rateLimits().contexts().stream().limit(MOST_SHOWN).forEach(context -> {
            ObjectNode one = contexts.addObject().put("context", context.value());
            one.set("limits", shown.rateLimits().json(context));
        });
        return json;
    }
}
