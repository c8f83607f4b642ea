package dev.ksef.simulator;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The status of an operation, a session or an invoice: a code, its text, and what explains it. */
record Status(int code, String description, List<String> details, Map<String, String> extensions) {

    Status {
        details = List.copyOf(details);
        extensions = Map.copyOf(extensions);
    }

    static Status of(int code, String description, String... details) {
        return new Status(code, description, List.of(details), Map.of());
    }

    boolean success() {
        return code == 200;
    }

    boolean failure() {
        return code >= 400;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("code", code).put("description", description);
        if (!details.isEmpty()) {
            json.set("details", Json.texts(details));
        }
        if (!extensions.isEmpty()) {
            ObjectNode node = json.putObject("extensions");
            extensions.forEach(node::put);
        }
        return json;
    }
}
