package dev.ksef.simulator;

import com.sun.net.httpserver.HttpHandler;
import dev.ksef.simulator.EncryptionKeys.Usage;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What answers below which path. The administration is nothing that faults or observers concern. */
record Fronts(SimulatorBuilder settings, EncryptionKeys keys, Router router, FaultPlan plan) {

    Map<String, HttpHandler> handlers() {
        ErrorReplies errors = new ErrorReplies(settings.clock);
        Router administration = new Router(router.turnstile());
        new FaultEndpoints(plan).addTo(administration);
        Faults faults = new Faults(
                plan::next,
                router,
                new FaultMeans(keys.ring(Usage.KSEF_TOKEN), keys.ring(Usage.SYMMETRIC_KEY), errors, settings.waiting));
        return Map.of(
                "/", new HttpFront(router, errors, new ExchangeReport(settings.observer), faults),
                "/simulator", new HttpFront(administration, errors, (request, reply) -> {}, UnaryOperator.identity()));
    }
}
