package dev.ksef.architecture.contract;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What changed between two versions of the file that no declaration of ours shows: errors, limits, rights, and the bounds of
 * values. Operations and schemas that only one of them has are told by {@link Comparison}.
 */
final class FileChanges {

    private static final List<String> BOUNDS =
            List.of("minLength", "maxLength", "minimum", "maximum", "pattern", "minItems", "maxItems", "format");
    private static final Pattern ERROR_CODE = Pattern.compile("\\b\\d{5}\\b");
    private static final String ERROR = "error ";
    private static final String STATUS = "status ";
    private static final String RATE_LIMITS = "rate limits";
    private static final String RIGHTS = "rights";
    private static final String NONE = "none";

    private FileChanges() {}

    /** Returns what is to be looked at, in words. */
    static List<String> between(OfficialFile before, OfficialFile after) {
        SortedMap<String, SortedMap<String, String>> old = facts(before);
        SortedMap<String, SortedMap<String, String>> now = facts(after);
        return now.keySet().stream()
                .filter(old::containsKey)
                .flatMap(subject -> changed(subject, old.get(subject), now.get(subject)).stream())
                .toList();
    }

    private static List<String> changed(String subject, Map<String, String> old, Map<String, String> now) {
        SortedSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !old.getOrDefault(name, NONE).equals(now.getOrDefault(name, NONE)))
                .map(name -> name + " of " + subject + " is " + now.getOrDefault(name, NONE) + " now, was "
                        + old.getOrDefault(name, NONE) + ": " + advice(name))
                .toList();
    }

    private static String advice(String name) {
        if (name.startsWith(ERROR) || name.startsWith(STATUS)) {
            return "see what callers are told about it";
        } else if (name.equals(RATE_LIMITS)) {
            return "change DocumentedLimits, and the simulator's limits";
        } else if (name.equals(RIGHTS)) {
            return "change what the call's documentation says, and the simulator";
        }
        return "change what is checked before it is sent, and the simulator";
    }

    private static SortedMap<String, SortedMap<String, String>> facts(OfficialFile file) {
        SortedMap<String, SortedMap<String, String>> facts = new TreeMap<>();
        file.operations().forEach((name, operation) -> facts.put(name, ofOperation(operation)));
        file.root().path("components").path("schemas").properties().forEach(schema -> {
            facts.put(schema.getKey(), bounds(schema.getValue()));
            schema.getValue()
                    .path("properties")
                    .properties()
                    .forEach(field -> facts.put(schema.getKey() + "." + field.getKey(), bounds(field.getValue())));
        });
        return facts;
    }

    private static SortedMap<String, String> ofOperation(JsonNode operation) {
        SortedMap<String, String> facts = new TreeMap<>();
        operation.path("responses").properties().forEach(answer -> {
            facts.put(STATUS + answer.getKey(), "documented");
            Matcher codes =
                    ERROR_CODE.matcher(answer.getValue().path("description").asString(""));
            codes.results().forEach(code -> facts.put(ERROR + code.group(), "documented"));
        });
        facts.put(RATE_LIMITS, text(operation.path("x-rate-limits")));
        facts.put(RIGHTS, text(operation.path("x-required-permissions")));
        operation
                .path("parameters")
                .forEach(parameter -> bounds(parameter.path("schema"))
                        .forEach((bound, value) -> facts.put(
                                bound + " of " + parameter.path("name").asString(), value)));
        return facts;
    }

    private static SortedMap<String, String> bounds(JsonNode schema) {
        SortedMap<String, String> bounds = new TreeMap<>();
        BOUNDS.stream()
                .filter(schema::has)
                .forEach(bound -> bounds.put(bound, schema.path(bound).asString()));
        return bounds;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? NONE : node.toString();
    }
}
