package dev.ksef.simulator;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Another status in a good answer than the true one. */
final class ShownStatus {

    private static final String STATUS = "status";

    private ShownStatus() {}

    /** The answer with this code; as it is if it is no good one, or has no status. */
    static Reply in(Reply reply, int code) {
        if (!reply.success() || !(json(reply) instanceof ObjectNode body)) {
            return reply;
        }
        if (!body.path(STATUS).has("code")) {
            return reply;
        }
        body.set(STATUS, Status.of(code, "Status chwilowy").json());
        return reply.withBody(Json.bytes(body));
    }

    private static JsonNode json(Reply reply) {
        try {
            return Json.read(reply.body());
        } catch (JacksonException notJson) {
            return Json.array();
        }
    }
}
