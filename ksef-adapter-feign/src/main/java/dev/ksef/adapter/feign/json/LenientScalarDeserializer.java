package dev.ksef.adapter.feign.json;

import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads numbers, booleans and dates by their text. A value that does not fit, overflow included, is noted and taken as absent. */
final class LenientScalarDeserializer<T> extends StdDeserializer<T> {

    /** Far above every amount, and far below what makes arithmetic slow. */
    private static final int MOST_DIGITS = 64;

    private static final int DAY_LENGTH = 10;

    private final transient Function<String, T> reader;

    LenientScalarDeserializer(Class<T> type, Function<String, T> reader) {
        super(type);
        this.reader = reader;
    }

    /** {@code true} and {@code false}, and nothing else. */
    static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Neither true nor false");
        };
    }

    /** Reads a number with all its digits, which a float would lose. */
    static BigDecimal amount(String text) {
        if (text.length() > MOST_DIGITS) {
            throw new IllegalArgumentException("Absurdly long");
        }
        BigDecimal amount = new BigDecimal(text);
        if (Math.abs((long) amount.scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException("Absurdly large or small");
        }
        return amount;
    }

    /** Reads a date as it is written. A time of day and an offset may follow; they are ignored. */
    static LocalDate day(String text) {
        try {
            boolean withTime = text.length() > DAY_LENGTH && text.charAt(DAY_LENGTH) == 'T';
            return LocalDate.parse(withTime ? text.substring(0, DAY_LENGTH) : text);
        } catch (DateTimeException broken) {
            throw new IllegalArgumentException("Not a day");
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()) {
            return (T) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException unfit) {
            return (T) context.handleWeirdStringValue(handledType(), text, "unfit");
        }
    }
}
