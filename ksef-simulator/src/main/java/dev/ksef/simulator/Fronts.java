package dev.ksef.simulator;

import com.sun.net.httpserver.HttpHandler;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What answers below which path. The administration is nothing that faults or observers concern. */
record Fronts(KsefSimulator.Builder settings, EncryptionKeys keys, Router router, FaultPlan plan) {

    Map<String, HttpHandler> handlers() {
        ErrorReplies errors = new ErrorReplies(settings.clock);
        Router administration = new Router(router.turnstile());
        new FaultEndpoints(plan).addTo(administration);
        Faults faults = new Faults(plan, router, new FaultMeans(keys, errors, settings.waiting));
        return Map.of(
                "/", new HttpFront(router, errors, settings.observer, faults),
                "/simulator", new HttpFront(administration, errors, exchange -> {}, UnaryOperator.identity()));
    }
}
