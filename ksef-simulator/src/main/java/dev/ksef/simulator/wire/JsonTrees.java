package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.core.StreamWriteFeature;
import dev.ksef.thirdparty.jackson.databind.DeserializationFeature;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.JsonNodeFactory;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes, writes and reads JSON trees. */
public final class JsonTrees {

    /** Keeps all digits of amounts, and writes them without exponents. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonTrees() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode texts(List<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    public static byte[] bytes(JsonNode tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    /**
     * Reads one JSON value.
     *
     * @throws dev.ksef.thirdparty.jackson.core.JacksonException if the bytes are not JSON
     */
    public static JsonNode read(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }
}
