package dev.ksef.architecture.contract;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An example of the file, of a request or an answer in JSON.
 *
 * @param name where it stands
 * @param operation that it belongs to; null for the example of a schema
 * @param type that it is read as; null for errors, and for operations that nobody declared
 */
record Example(
        String name,
        @Nullable DeclaredOperation operation,
        @Nullable Type type,
        boolean isSent,
        JsonNode value,
        Schema schema) {

    /** All of them, those of schemas last. */
    static List<Example> of(OfficialFile file, List<DeclaredOperation> ours) {
        Map<String, DeclaredOperation> declared =
                ours.stream().collect(Collectors.toMap(DeclaredOperation::name, Function.identity()));
        List<Example> examples = new ArrayList<>();
        file.operations().forEach((name, operation) -> {
            DeclaredOperation declaration = declared.get(name);
            examples.addAll(named(
                    file,
                    "request of " + name,
                    declaration,
                    Optional.ofNullable(declaration)
                            .flatMap(DeclaredOperation::body)
                            .map(Parameter::getParameterizedType)
                            .orElse(null),
                    true,
                    operation.path("requestBody").path("content")));
            operation.path("responses").properties().forEach(answer -> {
                boolean isGood = answer.getKey().startsWith("2");
                Type type = declaration != null && isGood ? declaration.method().getGenericReturnType() : null;
                examples.addAll(named(
                        file,
                        answer.getKey() + " of " + name,
                        declaration,
                        type,
                        false,
                        answer.getValue().path("content")));
            });
        });
        file.root().path("components").path("schemas").properties().forEach(schema -> {
            if (schema.getValue().has("example")) {
                examples.add(new Example(
                        "schema " + schema.getKey(),
                        null,
                        null,
                        false,
                        schema.getValue().path("example"),
                        Schema.of(file, schema.getKey(), schema.getValue())));
            }
        });
        return examples;
    }

    private static List<Example> named(
            OfficialFile file,
            String place,
            @Nullable DeclaredOperation operation,
            @Nullable Type type,
            boolean isSent,
            JsonNode contents) {
        List<Example> examples = new ArrayList<>();
        contents.properties().stream()
                .filter(content -> content.getKey().contains("json"))
                .forEach(content -> {
                    Schema schema = Schema.of(file, place, content.getValue().path("schema"));
                    if (content.getValue().has("example")) {
                        examples.add(new Example(
                                place,
                                operation,
                                type,
                                isSent,
                                content.getValue().path("example"),
                                schema));
                    }
                    content.getValue()
                            .path("examples")
                            .properties()
                            .forEach(example -> examples.add(new Example(
                                    place + ", " + example.getKey().replace(" | ", ", "),
                                    operation,
                                    type,
                                    isSent,
                                    example.getValue().path("value"),
                                    schema)));
                });
        return examples;
    }

    /** Another value in the same place. */
    Example with(JsonNode other) {
        return new Example(name, operation, type, isSent, other, schema);
    }

    /** Returns what the example and the schema that it is an example of contradict each other in. */
    List<String> contradictions() {
        return SchemaCheck.of(value, schema);
    }

    @Override
    public String toString() {
        return name;
    }
}
