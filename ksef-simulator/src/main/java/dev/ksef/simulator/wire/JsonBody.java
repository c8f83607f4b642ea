package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.core.TokenStreamLocation;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object of a request field by field, and collects what is wrong with it, so that the client learns of
 * all problems at once. A field that is missing or wrong reads as an empty value; {@link #check()} then refuses the
 * request.
 */
public final class JsonBody {

    /** More than any list of values to choose from has. */
    private static final int MOST_VALUES = 500;

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    private final JsonNode root;
    private final String prefix;
    private final List<String> problems;

    private JsonBody(JsonNode root, String prefix, List<String> problems) {
        this.root = root;
        this.prefix = prefix;
        this.problems = problems;
    }

    /**
     * Reads the body of a request.
     *
     * @throws UnservableRequest with 415 if the content is not declared as JSON
     * @throws BadRequest 21001 if it is not a JSON object
     */
    public static JsonBody of(HttpRequest request) {
        String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new UnservableRequest(415, "Unsupported Media Type");
        }
        return new JsonBody(object(request.body()), "", new ArrayList<>());
    }

    /** Like {@link #of}, but a request without a body reads as an empty object. */
    public static JsonBody optional(HttpRequest request) {
        return request.body().length == 0 ? new JsonBody(JsonTrees.object(), "", new ArrayList<>()) : of(request);
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode root = JsonTrees.read(body);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException malformed) {
            // The parser's message quotes the input, which may be a secret.
            throw BadRequest.unreadable("The request body is not valid JSON" + place(malformed) + ".");
        }
        throw BadRequest.unreadable("The request body must be a JSON object.");
    }

    private static String place(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        return at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** Refuses the request if anything read so far was wrong. */
    public void check() {
        if (!problems.isEmpty()) {
            throw BadRequest.invalidInput(List.copyOf(problems));
        }
    }

    public JsonBody object(String field) {
        JsonNode value = root.path(field);
        if (!value.isObject()) {
            problem(field, value.isMissingNode() || value.isNull() ? "must not be empty" : "must be an object");
        }
        return new JsonBody(value.isObject() ? value : JsonTrees.object(), prefix + field + ".", problems);
    }

    /** The objects of an array that is required. */
    public List<JsonBody> objects(String field) {
        JsonNode values = root.path(field);
        if (!values.isArray() || values.isEmpty()) {
            problem(field, values.isArray() || !present(field) ? "must not be empty" : "must be an array");
            return List.of();
        }
        List<JsonBody> objects = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.path(i);
            String place = field + "[" + i + "]";
            if (!value.isObject()) {
                problem(place, "must be an object");
            }
            objects.add(new JsonBody(value.isObject() ? value : JsonTrees.object(), prefix + place + ".", problems));
        }
        return objects;
    }

    /** The objects of an array; none if the field is absent or the array is empty. */
    public List<JsonBody> optionalObjects(String field) {
        JsonNode values = root.path(field);
        return present(field) && !(values.isArray() && values.isEmpty()) ? objects(field) : List.of();
    }

    public Optional<JsonBody> optionalObject(String field) {
        return present(field) ? Optional.of(object(field)) : Optional.empty();
    }

    public String text(String field) {
        JsonNode value = root.path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            problem(field, value.isString() || !present(field) ? "must not be empty" : "must be a string");
            return "";
        }
        return value.stringValue();
    }

    public String text(String field, int length) {
        String value = text(field);
        if (!value.isEmpty() && value.length() != length) {
            problem(field, BadRequest.length(length, value));
        }
        return value;
    }

    /** A text whose length is within bounds. */
    public String text(String field, int least, int most) {
        String value = text(field);
        if (!value.isEmpty() && (value.length() < least || value.length() > most)) {
            problem(
                    field,
                    "must be between " + least + " and " + most + " characters. You entered " + value.length()
                            + " characters");
        }
        return value;
    }

    public @Nullable String optionalText(String field, int length) {
        return present(field) ? text(field, length) : null;
    }

    public List<String> texts(String field, int most) {
        JsonNode values = root.path(field);
        if (!present(field)) {
            return List.of();
        }
        boolean texts = values.isArray() && values.valueStream().allMatch(JsonNode::isString);
        if (!texts || values.size() > most) {
            problem(field, "must be an array of at most " + most + " strings");
            return List.of();
        }
        return values.valueStream().map(JsonNode::stringValue).toList();
    }

    public byte[] base64(String field) {
        return decoded(field, text(field));
    }

    /** A SHA-256 value in Base64. It is kept as text, since it is only compared. */
    public String sha256(String field) {
        String value = text(field, 44);
        if (value.length() == 44 && decoded(field, value).length != 32) {
            problem(field, "must be a SHA-256 value in Base64");
        }
        return value;
    }

    public @Nullable String optionalSha256(String field) {
        return present(field) ? sha256(field) : null;
    }

    public long positive(String field) {
        JsonNode value = root.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            problem(field, "must be an integer greater than 0");
            return 1;
        }
        return value.longValue();
    }

    /** A whole number within bounds. Anything else reads as the least. */
    public int between(String field, int least, int most) {
        JsonNode value = root.path(field);
        if (!value.isIntegralNumber()) {
            problem(field, present(field) ? "must be an integer" : "must not be empty");
            return least;
        }
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            problem(field, BadRequest.between(least, most, value.asString()));
            return least;
        }
        return value.intValue();
    }

    /** A whole number within bounds, or the given one if the field is absent. */
    public int optionalBetween(String field, int least, int most, int otherwise) {
        return present(field) ? between(field, least, most) : otherwise;
    }

    public boolean flag(String field) {
        JsonNode value = root.path(field);
        if (present(field) && !value.isBoolean()) {
            problem(field, "must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    /** Like {@link #flag}, but the field must be there. */
    public boolean requiredFlag(String field) {
        if (!present(field)) {
            problem(field, "must not be empty");
        }
        return flag(field);
    }

    /** True, false, or null if the field is absent. */
    public @Nullable Boolean optionalFlag(String field) {
        return present(field) ? (Boolean) flag(field) : null;
    }

    /** One of some values, by its exact text. */
    public String choice(String field, Set<String> values) {
        String value = text(field);
        if (!value.isEmpty() && !values.contains(value)) {
            problem(field, "has a value which is not supported");
        }
        return value;
    }

    public @Nullable String optionalChoice(String field, Set<String> values) {
        return present(field) ? choice(field, values) : null;
    }

    public boolean has(String field) {
        return present(field);
    }

    /** Whether a field is this text. */
    public boolean says(String field, String text) {
        JsonNode value = root.path(field);
        return value.isString() && value.stringValue().equals(text);
    }

    /** A text that matches the pattern as a whole. */
    public String match(String field, String pattern) {
        String value = text(field);
        if (!value.isEmpty() && !value.matches(pattern)) {
            problem(field, "is not in the correct format");
        }
        return value;
    }

    /** A text that matches the pattern as a whole, or null if the field is absent. */
    public @Nullable String optionalMatch(String field, String pattern) {
        return present(field) ? match(field, pattern) : null;
    }

    /** A text up to a length, which may be empty; null if the field is absent. */
    public @Nullable String optionalShort(String field, int longest) {
        if (!present(field)) {
            return null;
        }
        JsonNode json = root.path(field);
        if (!json.isString()) {
            problem(field, "must be a string");
            return null;
        }
        String value = json.stringValue();
        if (value.length() > longest) {
            problem(
                    field,
                    "must be " + longest + " characters or fewer. You entered " + value.length() + " characters");
        }
        return value;
    }

    /** Texts that each match the pattern as a whole; none if the field is absent. */
    public List<String> matches(String field, String pattern) {
        List<String> values = texts(field, MOST_VALUES);
        if (!values.stream().allMatch(value -> value.matches(pattern))) {
            problem(field, "has a value which is not in the correct format");
        }
        return values;
    }

    /** Some of these values, by their exact texts; none if the field is absent. */
    public List<String> choices(String field, Set<String> values) {
        List<String> chosen = texts(field, MOST_VALUES);
        if (!values.containsAll(chosen)) {
            problem(field, "has a value which is not supported");
        }
        return chosen;
    }

    /** A number that is required. Anything else reads as zero. */
    public BigDecimal number(String field) {
        BigDecimal value = optionalNumber(field);
        if (!present(field)) {
            problem(field, "must not be empty");
        }
        return value == null ? BigDecimal.ZERO : value;
    }

    public @Nullable BigDecimal optionalNumber(String field) {
        if (!present(field)) {
            return null;
        }
        JsonNode value = root.path(field);
        if (!value.isNumber()) {
            problem(field, "must be a number");
            return null;
        }
        return value.decimalValue();
    }

    /**
     * A moment. Without an offset it is read as UTC, without a time as midnight. A value that is no moment reads as the
     * given one.
     */
    public Instant instant(String field, Instant otherwise) {
        String value = text(field);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            TemporalAccessor moment =
                    MOMENT.parseBest(value, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (moment instanceof OffsetDateTime exact) {
                return exact.toInstant();
            }
            LocalDateTime local = moment instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(moment);
            return local.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrong) {
            problem(field, "is not a date and time");
            return otherwise;
        }
    }

    /** A day, as it is written. */
    public String day(String field) {
        String value = text(field);
        try {
            return value.isEmpty() ? value : LocalDate.parse(value).toString();
        } catch (DateTimeException wrong) {
            problem(field, "is not a date");
            return "";
        }
    }

    /** The beginning of a day in Poland, or null if the field is absent or no day. */
    public @Nullable Instant optionalDay(String field) {
        if (!present(field)) {
            return null;
        }
        try {
            return LocalDate.parse(text(field))
                    .atStartOfDay(KsefTimestamps.WARSAW)
                    .toInstant();
        } catch (DateTimeException wrong) {
            problem(field, "is not a date");
            return null;
        }
    }

    public @Nullable Instant optionalInstant(String field, Instant otherwise) {
        return present(field) ? instant(field, otherwise) : null;
    }

    public void problem(String field, String what) {
        problems.add("'" + prefix + field + "' " + what + ".");
    }

    private boolean present(String field) {
        JsonNode value = root.path(field);
        return !value.isMissingNode() && !value.isNull();
    }

    private byte[] decoded(String field, String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException notBase64) {
            problem(field, "must be Base64");
            return new byte[0];
        }
    }
}
