package dev.ksef.simulator;

import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** The fault plan over HTTP, beside the API: no fault, no count and no observer concerns it. */
final class FaultEndpoints {

    static final String PATH = "/simulator/faults";

    private final FaultPlan plan;

    FaultEndpoints(FaultPlan plan) {
        this.plan = plan;
    }

    void addTo(RequestRouter router) {
        router.addUncounted("GET", PATH, request -> shown());
        router.addUncounted("POST", PATH, this::add);
        router.addUncounted("DELETE", PATH, request -> clear());
    }

    private HttpReply shown() {
        ObjectNode body = JsonTrees.object();
        body.set(
                "faults",
                JsonTrees.texts(plan.rules().stream().map(FaultRule::toString).toList()));
        ObjectNode calls = body.putObject("calls");
        plan.calls().forEach(calls::put);
        return HttpReply.json(200, body);
    }

    /** A rule on each line; all are taken, or none. */
    private HttpReply add(HttpRequest request) {
        try {
            plan.addAll(new String(request.body(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(FaultRule::parse)
                    .toList());
            return shown();
        } catch (IllegalArgumentException wrong) {
            return HttpReply.text(400, wrong.getMessage() + "\n");
        }
    }

    private HttpReply clear() {
        plan.clear();
        return HttpReply.empty(204);
    }
}
