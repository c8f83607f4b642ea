package dev.ksef.architecture.contract;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Says where a value does not keep its schema, as far as the official file uses schemas. */
final class SchemaCheck {

    private final List<String> contradictions = new ArrayList<>();

    private SchemaCheck() {}

    static List<String> of(JsonNode value, Schema schema) {
        var check = new SchemaCheck();
        check.check(value, schema, "");
        return check.contradictions;
    }

    private void check(JsonNode value, Schema schema, String place) {
        if (value.isNull()) {
            expect(schema.isNullable(), place, "is null");
            return;
        }
        switch (schema.shape()) {
            case OBJECT, MAP -> checkFields(value, schema, place);
            case LIST -> checkElements(value, schema, place);
            case INTEGER -> expect(value.isIntegralNumber(), place, "is no integer");
            case NUMBER -> expect(value.isNumber(), place, "is no number");
            case BOOLEAN -> expect(value.isBoolean(), place, "is neither true nor false");
            case ENUM ->
                expect(schema.values().contains(value.asString("")), place, "is no value of the enum: " + value);
            case TEXT -> checkText(value, schema, place);
            case MOMENT -> expect(isMoment(value.asString("")), place, "is no moment");
            case DAY -> expect(isDay(value.asString("")), place, "is no day");
            case UNKNOWN -> expect(false, place, "has no type in the file");
        }
        if (value.isNumber()) {
            checkSize(value.asDouble(), schema, "minimum", "maximum", place);
        }
    }

    private void checkFields(JsonNode value, Schema schema, String place) {
        expect(value.isObject(), place, "is no object");
        schema.required().forEach(field -> expect(value.has(field), place, "lacks " + field));
        if (schema.shape() == Shape.OBJECT) {
            value.properties().forEach(field -> {
                Schema known = schema.fields().get(field.getKey());
                expect(known != null, place, "has an unknown field " + field.getKey());
                if (known != null) {
                    check(field.getValue(), known, place + "/" + field.getKey());
                }
            });
        }
    }

    private void checkElements(JsonNode value, Schema schema, String place) {
        expect(value.isArray(), place, "is no list");
        checkSize(value.size(), schema, "minItems", "maxItems", place);
        for (int i = 0; i < value.size(); i++) {
            check(value.path(i), schema.elements(), place + "/" + i);
        }
    }

    private void checkText(JsonNode value, Schema schema, String place) {
        expect(value.isString(), place, "is no text");
        String text = value.asString("");
        checkSize(text.length(), schema, "minLength", "maxLength", place);
        String pattern = schema.node().path("pattern").asString("");
        expect(Pattern.compile(pattern).matcher(text).find(), place, "does not match the pattern");
        if (schema.node().path("format").asString("").equals("byte")) {
            expect(isBase64(text), place, "is no Base64");
        }
    }

    private void checkSize(double size, Schema schema, String least, String most, String place) {
        JsonNode smallest = schema.node().path(least);
        JsonNode largest = schema.node().path(most);
        expect(smallest.isMissingNode() || size >= smallest.asDouble(), place, "is less than " + least);
        expect(largest.isMissingNode() || size <= largest.asDouble(), place, "is more than " + most);
    }

    private void expect(boolean isRight, String place, String fault) {
        if (!isRight) {
            contradictions.add(place + " " + fault);
        }
    }

    private static boolean isMoment(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() >= 0;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
