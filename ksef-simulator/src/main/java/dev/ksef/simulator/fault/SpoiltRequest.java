package dev.ksef.simulator.fault;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import dev.ksef.thirdparty.jackson.databind.node.StringNode;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Makes one field of a request wrong, so that the operation itself answers as it does to such a request. */
final class SpoiltRequest {

    /** As long as a ciphertext of RSA with 2048 bits, but decrypting it gives no valid padding. */
    private static final String UNDECIPHERABLE = Base64.getEncoder().encodeToString(new byte[256]);

    private SpoiltRequest() {}

    /** Makes the ciphertext in the field at this path undecipherable. A request without the field stays as it is. */
    static FaultEffect at(String... path) {
        return at(ciphertext -> StringNode.valueOf(UNDECIPHERABLE), path);
    }

    /** Changes the field at this path. A request without the field stays as it is. */
    static FaultEffect at(UnaryOperator<JsonNode> change, String... path) {
        return (request, sound, means) -> sound.answer(request.withBody(spoilt(request.body(), change, path)));
    }

    private static byte[] spoilt(byte[] body, UnaryOperator<JsonNode> change, String... path) {
        try {
            JsonNode root = JsonTrees.read(body);
            JsonNode parent = root;
            for (int i = 0; i < path.length - 1; i++) {
                parent = parent.path(path[i]);
            }
            String field = path[path.length - 1];
            if (!(parent instanceof ObjectNode object) || !object.has(field)) {
                return body;
            }
            object.set(field, change.apply(object.path(field)));
            return JsonTrees.bytes(root);
        } catch (JacksonException notJson) {
            return body;
        }
    }
}
