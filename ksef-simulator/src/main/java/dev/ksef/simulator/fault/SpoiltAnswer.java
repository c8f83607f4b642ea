package dev.ksef.simulator.fault;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes an answer contradict its hashes: by its content, or by other hashes. */
final class SpoiltAnswer {

    private static final String HASH = "x-ms-meta-hash";
    private static final List<String> HASHES_OF_PARTS = List.of("partHash", "encryptedPartHash");

    private SpoiltAnswer() {}

    /** The answer with one bit in the middle of its body turned. */
    static HttpReply corrupted(HttpReply reply) {
        if (reply.body().length == 0) {
            return reply;
        }
        byte[] body = reply.body().clone();
        body[body.length / 2] ^= 1;
        return reply.withBody(body);
    }

    /** The answer with another hash in its header, or others of the parts of an export. */
    static HttpReply withOtherHashes(HttpReply reply) {
        String hash = reply.headers().get(HASH);
        return hash == null ? withOtherHashesOfParts(reply) : reply.with(HASH, other(hash));
    }

    private static HttpReply withOtherHashesOfParts(HttpReply reply) {
        try {
            JsonNode body = JsonTrees.read(reply.body());
            body.path("package").path("parts").valueStream().forEach(SpoiltAnswer::spoil);
            return reply.withBody(JsonTrees.bytes(body));
        } catch (JacksonException notJson) {
            return reply;
        }
    }

    private static void spoil(JsonNode part) {
        HASHES_OF_PARTS.forEach(
                field -> ((ObjectNode) part).put(field, other(part.path(field).stringValue())));
    }

    /** A hash, but not this one. */
    private static String other(String hash) {
        return Sha256Digests.base64(hash.getBytes(StandardCharsets.UTF_8));
    }
}
