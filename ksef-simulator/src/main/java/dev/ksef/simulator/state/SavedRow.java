package dev.ksef.simulator.state;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of a saved state. A field that is missing or of another kind is refused with an {@link IllegalArgumentException}
 * that names the field, and never its value.
 */
public record SavedRow(JsonNode json) {

    public String text(String field) {
        return required(field, optionalText(field));
    }

    public @Nullable String optionalText(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(field, null);
        }
        return value.stringValue();
    }

    public int number(String field) {
        JsonNode value = json.path(field);
        if (!value.canConvertToInt()) {
            throw wrong(field, null);
        }
        return value.intValue();
    }

    public boolean flag(String field) {
        JsonNode value = json.path(field);
        if (!value.isBoolean()) {
            throw wrong(field, null);
        }
        return value.booleanValue();
    }

    public Instant instant(String field) {
        return required(field, optionalInstant(field));
    }

    public @Nullable Instant optionalInstant(String field) {
        return optional(field, Instant::parse);
    }

    public LocalDate day(String field) {
        return required(field, optional(field, LocalDate::parse));
    }

    public Duration duration(String field) {
        return required(field, optional(field, Duration::parse));
    }

    /** Bytes that were written in Base64. */
    public byte[] bytes(String field) {
        return required(field, optional(field, Base64.getDecoder()::decode));
    }

    /** The values of a list of texts; none if there is no such list. */
    public List<String> texts(String field) {
        return json.path(field).valueStream().map(JsonNode::asString).toList();
    }

    /** The objects of a list; none if there is no such list. */
    public List<SavedRow> rows(String field) {
        return json.path(field).valueStream().map(SavedRow::new).toList();
    }

    /** An object of its own in the row; null if there is none. */
    public @Nullable SavedRow row(String field) {
        JsonNode value = json.path(field);
        return value.isObject() ? new SavedRow(value) : null;
    }

    /** An object of its own that must be in the row. */
    public SavedRow object(String field) {
        return required(field, row(field));
    }

    /** All that the row has. */
    public ObjectNode objectCopy() {
        return JsonTrees.object().setAll((ObjectNode) json.deepCopy());
    }

    /** The value that a text stands for. */
    public <T> T as(String field, Function<String, T> reader) {
        return required(field, optional(field, reader));
    }

    private <T> @Nullable T optional(String field, Function<String, T> reader) {
        String text = optionalText(field);
        try {
            return text == null ? null : reader.apply(text);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw wrong(field, unreadable);
        }
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw wrong(field, null);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String field, @Nullable Throwable cause) {
        return new IllegalArgumentException("the field '" + field + "' is missing or unreadable", cause);
    }
}
