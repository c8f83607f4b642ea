package dev.ksef.simulator.fault;

import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/** Puts another status than the true one into a good answer. */
final class ShownStatus {

    private static final String STATUS = "status";

    private ShownStatus() {}

    /** Gives the answer with this status code. An answer that is not good, or has no status, stays as it is. */
    static HttpReply in(HttpReply reply, int code) {
        if (!reply.success() || !(json(reply) instanceof ObjectNode body)) {
            return reply;
        }
        if (!body.path(STATUS).has("code")) {
            return reply;
        }
        body.set(STATUS, ProcessingStatus.of(code, "Status chwilowy").json());
        return reply.withBody(JsonTrees.bytes(body));
    }

    private static JsonNode json(HttpReply reply) {
        try {
            return JsonTrees.read(reply.body());
        } catch (JacksonException notJson) {
            return JsonTrees.array();
        }
    }
}
