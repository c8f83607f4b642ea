package dev.ksef.fa3.generator;

import dev.ksef.fa3.generator.Structure.ComplexType;
import dev.ksef.fa3.generator.Structure.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All generated sources. */
final class Sources {

    static final String BASE = "dev.ksef.fa3";
    static final String RECORDS = BASE + ".schema";
    static final String CODES = BASE + ".code";

    private static final String HEAD = """
            // Generated from the outline of the schema; see ksef-fa3-generator.
            package %s;

            """;

    private final Structure structure;
    private final Descriptions descriptions;
    private final ValueTypes values;
    private final Map<String, String> byFile = new LinkedHashMap<>();
    private int covered;

    Sources(Structure structure, Descriptions descriptions) {
        this.structure = structure;
        this.descriptions = descriptions;
        this.values = new ValueTypes(structure);
    }

    /** Writes the sources and removes those of an earlier run that are no more. Returns how many declared elements they cover. */
    int writeInto(Path folder) throws IOException {
        String root = structure.root().name();
        ComplexType rootType = structure.complex(structure.root().type());
        // The root's parts have records of their own, as named types have; all others are nested.
        for (Element part : rootType.particles().stream()
                .flatMap(particle -> particle.elements())
                .toList()) {
            if (part.type().complex() != null) {
                record(
                        part.name(),
                        root + "/" + part.name(),
                        part.type().complex(),
                        "Element {@code " + part.name() + "}.");
            }
        }
        structure
                .complexTypes()
                .forEach((name, type) -> record(name, name, type, "Type {@code " + name + "} of the schema."));
        record(root, root, rootType, "An invoice of the structure FA(3): its root element.");
        covered++;
        structure.simpleTypes().forEach((name, type) -> {
            if (type.values().size() > 1) {
                var lines = new Lines();
                new CodeSource(name, name, type, descriptions).addTo(lines, "Values of the type {@code " + name + "}.");
                put(CODES, name, "import dev.ksef.fa3.field.Code;\n", lines);
            }
        });
        put(RECORDS, ValueTypes.CLASS, imports(), values.source());
        write(folder);
        return covered;
    }

    private void record(String name, String path, ComplexType type, String sentence) {
        var lines = new Lines();
        var source = new RecordSource(structure, values, descriptions, name, path, type);
        source.addTo(lines, sentence);
        covered += source.covered();
        put(RECORDS, name, imports(), lines);
    }

    private static String imports() {
        return Stream.of(
                        BASE + ".code.*",
                        BASE + ".field.*",
                        BASE + ".internal.*",
                        "java.math.BigDecimal",
                        "java.math.BigInteger",
                        "java.time.LocalDate",
                        "java.util.ArrayList",
                        "java.util.List",
                        "org.jspecify.annotations.Nullable")
                .map(name -> "import " + name + ";\n")
                .reduce("", String::concat);
    }

    private void put(String packageName, String name, String imports, Lines body) {
        byFile.put(
                packageName.replace('.', '/') + "/" + name + ".java",
                HEAD.formatted(packageName) + imports + "\n" + body);
    }

    /** Leaves files alone that are right, so that a build compiles them only once. */
    private void write(Path folder) throws IOException {
        for (Map.Entry<String, String> source : byFile.entrySet()) {
            Path file = folder.resolve(source.getKey());
            if (Files.notExists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> stale = files.filter(Files::isRegularFile)
                    .filter(file -> !byFile.containsKey(
                            folder.relativize(file).toString().replace('\\', '/')))
                    .toList();
            for (Path file : stale) {
                Files.delete(file);
            }
        }
    }
}
