package dev.ksef.simulator;

import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Shows and changes the fault plan over HTTP, beside the API. No fault and no observer applies to these calls, and
 * they are not counted.
 */
final class FaultEndpoints {

    static final String PATH = "/simulator/faults";

    private final FaultPlan plan;

    FaultEndpoints(FaultPlan plan) {
        this.plan = plan;
    }

    void addTo(RequestRouter router) {
        router.addUncounted("GET", PATH, request -> shown());
        router.addUncounted("POST", PATH, this::add);
        router.addUncounted("DELETE", PATH, this::remove);
    }

    private HttpReply shown() {
        ObjectNode body = JsonTrees.object();
        body.set(
                "faults",
                JsonTrees.texts(plan.rules().stream().map(FaultRule::toString).toList()));
        ObjectNode calls = body.putObject("calls");
        plan.calls().forEach(calls::put);
        ObjectNode met = body.putObject("met");
        plan.met().forEach(met::put);
        return HttpReply.json(200, body);
    }

    /** Adds the rules of the body, one on each line. If one is wrong, none is added. */
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

    /** Removes the rule of the query; without one all rules, and begins to count anew. */
    private HttpReply remove(HttpRequest request) {
        Optional<String> rule = request.query("rule");
        if (rule.isEmpty()) {
            plan.clear();
        } else if (!plan.remove(rule.get())) {
            return HttpReply.text(404, "There is no such rule: " + rule.get() + "\n");
        }
        return HttpReply.empty(204);
    }
}
