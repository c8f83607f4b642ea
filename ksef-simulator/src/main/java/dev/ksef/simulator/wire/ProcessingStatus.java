package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

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
