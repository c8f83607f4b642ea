package dev.ksef.architecture.contract;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema of the file. References, and the {@code allOf} of one reference that the file wraps them in, are followed; what is
 * required at any of these places is required.
 *
 * @param name the last schema that was referred to; for a schema without a name the place where it stands
 * @param node the schema at the end of the references
 * @param isNullable whether the value may be null
 */
record Schema(OfficialFile file, String name, JsonNode node, Set<String> required, boolean isNullable) {

    static Schema of(OfficialFile file, String place, JsonNode node) {
        Set<String> required = new TreeSet<>();
        String name = place;
        JsonNode schema = node;
        boolean nullable = schema.path("nullable").asBoolean(false);
        while (true) {
            schema.path("required").forEach(field -> required.add(field.asString()));
            if (schema.path("allOf").size() == 1) {
                schema = schema.path("allOf").path(0);
            } else if (schema.has("$ref")) {
                name = OfficialFile.nameOf(schema.path("$ref").asString());
                schema = file.referred(schema.path("$ref").asString());
            } else {
                return new Schema(file, name, schema, required, nullable);
            }
        }
    }

    /** The schemas of the fields by name. */
    SortedMap<String, Schema> fields() {
        SortedMap<String, Schema> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.path("properties").properties()) {
            fields.put(field.getKey(), of(file, name + "." + field.getKey(), field.getValue()));
        }
        return fields;
    }

    Schema elements() {
        return of(file, name + "[]", node.path("items"));
    }

    List<String> values() {
        return node.path("enum").valueStream().map(JsonNode::asString).toList();
    }

    /** Whether an answer holds the field in any case, and not as null. */
    boolean alwaysHolds(String field) {
        return required.contains(field) && !fields().get(field).isNullable();
    }

    Shape shape() {
        if (node.has("enum")) {
            return Shape.ENUM;
        }
        return switch (node.path("type").asString("")) {
            case "array" -> Shape.LIST;
            case "integer" -> Shape.INTEGER;
            case "number" -> Shape.NUMBER;
            case "boolean" -> Shape.BOOLEAN;
            case "object" -> node.has("properties") ? Shape.OBJECT : Shape.MAP;
            case "string" ->
                switch (node.path("format").asString("")) {
                    case "date-time" -> Shape.MOMENT;
                    case "date" -> Shape.DAY;
                    default -> Shape.TEXT;
                };
            default -> Shape.UNKNOWN;
        };
    }
}
