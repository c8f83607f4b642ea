package dev.ksef.simulator.seed;

import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A value of a seed file that knows its line. Reading it as something that it is not throws an {@link
 * IllegalArgumentException} that tells the line and what is wrong, in one line itself.
 *
 * @param file the name of the file, for messages
 * @param value a {@link Map} of nodes, a {@link List} of nodes, a text, a number or a truth value
 */
record SeedNode(String file, int line, String name, Object value) {

    /** Reads a file's text. */
    static SeedNode read(String file, String text) {
        try (JsonParser parser = new JsonMapper().createParser(text)) {
            parser.nextToken();
            SeedNode root = node(file, "the seed", parser);
            if (parser.nextToken() != null) {
                throw at(file, line(parser), "there is more after the end of the object");
            }
            return root;
        } catch (JacksonException notJson) {
            throw at(file, notJson.getLocation().getLineNr(), "no JSON: " + reason(notJson));
        }
    }

    /** What the parser says, without where it thinks that the value began. */
    private static String reason(JacksonException notJson) {
        return String.valueOf(notJson.getOriginalMessage())
                .replaceFirst(" \\(start marker at.*", "")
                .lines()
                .findFirst()
                .orElse("");
    }

    private static SeedNode node(String file, String name, JsonParser parser) {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw at(file, 1, "the file is empty");
        }
        Object value = switch (token) {
            case START_OBJECT -> fields(file, parser);
            case START_ARRAY -> elements(file, name, parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw at(file, line, "'" + name + "' must not be " + parser.getString() + "; leave it out");
        };
        return new SeedNode(file, line, name, value);
    }

    private static Map<String, SeedNode> fields(String file, JsonParser parser) {
        Map<String, SeedNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            if (fields.put(name, node(file, name, parser)) != null) {
                throw at(file, line, "'" + name + "' is there twice");
            }
        }
        return fields;
    }

    private static List<SeedNode> elements(String file, String name, JsonParser parser) {
        List<SeedNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(file, name, parser));
        }
        return elements;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The fields of an object that may have these and no others. */
    Fields fields(Set<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("an object with "
                    + String.join(", ", known.stream().sorted().toList()));
        }
        Map<String, SeedNode> fields = new LinkedHashMap<>();
        map.forEach((field, node) -> {
            if (node instanceof SeedNode found) {
                fields.put(String.valueOf(field), found);
            }
        });
        for (SeedNode field : fields.values()) {
            if (!known.contains(field.name())) {
                throw field.failure("'" + field.name() + "' is not known here; there are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return new Fields(this, fields);
    }

    /** The fields of an object that may have any. */
    Map<String, SeedNode> fields() {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("an object");
        }
        Map<String, SeedNode> fields = new LinkedHashMap<>();
        for (Object node : map.values()) {
            if (node instanceof SeedNode found) {
                fields.put(found.name(), found);
            }
        }
        return fields;
    }

    List<SeedNode> list() {
        if (!(value instanceof List<?> list)) {
            throw wrong("a list");
        }
        return list.stream()
                .filter(SeedNode.class::isInstance)
                .map(SeedNode.class::cast)
                .toList();
    }

    String text() {
        if (!(value instanceof String text)) {
            throw wrong("a text");
        }
        return text;
    }

    boolean flag() {
        if (!(value instanceof Boolean flag)) {
            throw wrong("true or false");
        }
        return flag;
    }

    int number() {
        try {
            if (value instanceof BigDecimal number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException noWholeNumber) {
            throw wrong("a whole number");
        }
        throw wrong("a whole number");
    }

    /** What the text stands for. The reader says what is wrong with it. */
    <T> T as(Function<String, T> reader) {
        String text = text();
        try {
            return reader.apply(text);
        } catch (RuntimeException unfit) {
            throw failure("'" + name + "': " + unfit.getMessage());
        }
    }

    /** A failure at this line. */
    IllegalArgumentException failure(String why) {
        return at(file, line, why);
    }

    private IllegalArgumentException wrong(String wanted) {
        return failure("'" + name + "' must be " + wanted);
    }

    private static IllegalArgumentException at(String file, int line, String why) {
        return new IllegalArgumentException("The seed " + file + ", line " + line + ": " + why);
    }

    /** The fields of an object. */
    record Fields(SeedNode object, Map<String, SeedNode> all) {

        SeedNode required(String name) {
            return optional(name)
                    .orElseThrow(() -> object.failure("'" + name + "' is missing in '" + object.name() + "'"));
        }

        Optional<SeedNode> optional(String name) {
            return Optional.ofNullable(all.get(name));
        }

        /** The elements of a list; none if there is no such list. */
        List<SeedNode> list(String name) {
            return optional(name).map(SeedNode::list).orElse(List.of());
        }
    }
}
