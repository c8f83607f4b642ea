package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The status of a sign-in, a session, an invoice or an application: a code, its description, and details that explain
 * it.
 */
public record ProcessingStatus(int code, String description, List<String> details, Map<String, String> extensions) {

    public ProcessingStatus {
        details = List.copyOf(details);
        extensions = Map.copyOf(extensions);
    }

    public static ProcessingStatus of(int code, String description, String... details) {
        return new ProcessingStatus(code, description, List.of(details), Map.of());
    }

    /**
     * A status that was written as JSON before.
     *
     * @param json has the extensions, if there are any
     */
    public static ProcessingStatus saved(int code, String description, List<String> details, JsonNode json) {
        Map<String, String> extensions = json.path("extensions")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
        return new ProcessingStatus(code, description, details, extensions);
    }

    public boolean success() {
        return code == 200;
    }

    public boolean failure() {
        return code >= 400;
    }

    public ObjectNode json() {
        ObjectNode json = JsonTrees.object().put("code", code).put("description", description);
        if (!details.isEmpty()) {
            json.set("details", JsonTrees.texts(details));
        }
        if (!extensions.isEmpty()) {
            ObjectNode node = json.putObject("extensions");
            extensions.forEach(node::put);
        }
        return json;
    }
}
