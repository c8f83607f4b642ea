package dev.ksef.simulator;

import com.sun.net.httpserver.HttpHandler;
import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.fault.FaultContext;
import dev.ksef.simulator.fault.FaultyOperations;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.server.HttpEdge;
import dev.ksef.simulator.wire.ErrorReplies;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes the HTTP handlers of one simulator: the API below {@code /}, and its administration below {@code /simulator}.
 * Faults and observers apply to the API alone.
 */
record HttpHandlers(SimulatorBuilder settings, EncryptionKeys keys, RequestRouter router, FaultPlan plan) {

    Map<String, HttpHandler> handlers() {
        ErrorReplies errors = new ErrorReplies(settings.clock);
        RequestRouter administration = new RequestRouter(router.rateLimitJudge());
        new FaultEndpoints(plan).addTo(administration);
        FaultyOperations faults = new FaultyOperations(
                plan::next,
                router,
                new FaultContext(
                        keys.ring(Usage.KSEF_TOKEN), keys.ring(Usage.SYMMETRIC_KEY), errors, settings.waiting));
        return Map.of(
                "/", new HttpEdge(router, errors, new ExchangeReport(settings.observer), faults),
                "/simulator", new HttpEdge(administration, errors, (request, reply) -> {}, UnaryOperator.identity()));
    }
}
