package dev.ksef.simulator;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** The fault plan over HTTP, beside the API: no fault, no count and no observer concerns it. */
final class FaultEndpoints {

    static final String PATH = "/simulator/faults";

    private final FaultPlan plan;

    FaultEndpoints(FaultPlan plan) {
        this.plan = plan;
    }

    void addTo(Router router) {
        router.addUncounted("GET", PATH, request -> shown());
        router.addUncounted("POST", PATH, this::add);
        router.addUncounted("DELETE", PATH, request -> clear());
    }

    private Reply shown() {
        ObjectNode body = Json.object();
        body.set(
                "faults",
                Json.texts(plan.rules().stream().map(FaultRule::toString).toList()));
        ObjectNode calls = body.putObject("calls");
        plan.calls().forEach(calls::put);
        return Reply.json(200, body);
    }

    /** A rule on each line; all are taken, or none. */
    private Reply add(Request request) {
        try {
            plan.addAll(new String(request.body(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(FaultRule::parse)
                    .toList());
            return shown();
        } catch (IllegalArgumentException wrong) {
            return Reply.text(400, wrong.getMessage() + "\n");
        }
    }

    private Reply clear() {
        plan.clear();
        return Reply.empty(204);
    }
}
