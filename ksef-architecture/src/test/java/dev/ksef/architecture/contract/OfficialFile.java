package dev.ksef.architecture.contract;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The official OpenAPI file: {@code shared/spec} beside the clone, or whatever {@code -Dksef.openapi=FILE} names, so that a later
 * version can be tried.
 */
record OfficialFile(JsonNode root) {

    private static final String PROPERTY = "ksef.openapi";
    private static final String USUAL = "shared/spec/openapi-2.8.json";

    /** The file, or nothing where it is absent: a test then says that it was skipped. */
    static Optional<OfficialFile> find() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            return Optional.of(read(around(named)
                    .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + " names no file: " + named))));
        }
        return usual();
    }

    /** The file that everything is held against, whatever the property names. */
    static Optional<OfficialFile> usual() {
        return around(USUAL).map(OfficialFile::read);
    }

    /** Looks in the module's folder and in all folders around it. */
    private static Optional<Path> around(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static OfficialFile read(Path file) {
        return new OfficialFile(JsonMapper.shared().readTree(file));
    }

    /** A copy to change. */
    OfficialFile copy() {
        return new OfficialFile(root.deepCopy());
    }

    /** All operations by method and path, as {@code @Operation} has them. */
    SortedMap<String, JsonNode> operations() {
        SortedMap<String, JsonNode> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                operations.put(verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), verb.getValue());
            }
        }
        return operations;
    }

    /** The schema of a name. */
    JsonNode schema(String name) {
        return root.path("components").path("schemas").path(name);
    }

    /** The schema that a reference points to. */
    JsonNode referred(String reference) {
        return schema(nameOf(reference));
    }

    /** The name at the end of a reference. */
    static String nameOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
