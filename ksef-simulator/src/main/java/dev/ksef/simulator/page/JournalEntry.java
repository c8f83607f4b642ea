package dev.ksef.simulator.page;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ReplyDelivery;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.MissingNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An exchange, and how KSeF judged what it was asked for. The judgement is read from the answer only when somebody looks.
 *
 * @param path without the query
 * @param operation the operation that the request is for; empty if there is none
 * @param faults the rules of the fault plan that it met
 * @param storageError the error code of the storage; empty if there is none
 * @param body the answer, if a judgement can stand there
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
record JournalEntry(
        long number,
        Instant at,
        String method,
        String path,
        String operation,
        List<String> faults,
        int status,
        ReplyDelivery delivery,
        String storageError,
        byte[] body) {

    /** What the answer says: a code of KSeF, its description, and details. */
    private record Judgement(String code, String description, List<String> details) {

        static Judgement of(JsonNode judgement, String code, String description) {
            return new Judgement(
                    judgement.path(code).asString(""),
                    judgement.path(description).asString(""),
                    judgement
                            .path("details")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
    }

    private Judgement judgement() {
        JsonNode json = tree();
        JsonNode legacy = json.path("exception").path("exceptionDetailList").path(0);
        if (legacy.isObject()) {
            return Judgement.of(legacy, "exceptionCode", "exceptionDescription");
        }
        if (json.path("errors").path(0).isObject()) {
            return Judgement.of(json.path("errors").path(0), "code", "description");
        }
        if (json.path("status").isObject()) {
            return Judgement.of(json.path("status"), "code", "description");
        }
        return storageError.isEmpty()
                ? Judgement.of(json, "reasonCode", "detail")
                : new Judgement(storageError, "", List.of());
    }

    private JsonNode tree() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JsonTrees.read(body);
        } catch (JacksonException spoilt) {
            // A fault did that.
            return MissingNode.getInstance();
        }
    }

    /** Whether the client did not get what it asked for. */
    boolean refused() {
        String code = judgement().code();
        boolean failedLater = code.matches("[45]\\d\\d");
        return status >= 400 || delivery != ReplyDelivery.WHOLE || failedLater;
    }

    String judgementText() {
        Judgement judgement = judgement();
        return status + " " + judgement.code() + " " + judgement.description() + " "
                + String.join(" ", judgement.details());
    }

    ObjectNode json() {
        Judgement judgement = judgement();
        ObjectNode json = JsonTrees.object()
                .put("number", number)
                .put("at", at.toString())
                .put("method", method)
                .put("path", path)
                .put("operation", operation)
                .put("status", status)
                .put("delivery", delivery.name().toLowerCase(Locale.ROOT))
                .put("refused", refused())
                .put("code", judgement.code())
                .put("description", judgement.description());
        json.set("details", JsonTrees.texts(judgement.details()));
        json.set("faults", JsonTrees.texts(faults));
        return json;
    }
}
