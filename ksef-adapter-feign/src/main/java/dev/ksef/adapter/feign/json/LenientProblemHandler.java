package dev.ksef.adapter.feign.json;

import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.core.TokenStreamContext;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.JavaType;
import dev.ksef.thirdparty.jackson.databind.ValueDeserializer;
import dev.ksef.thirdparty.jackson.databind.deser.DeserializationProblemHandler;
import dev.ksef.thirdparty.jackson.databind.deser.ValueInstantiator;
import org.jspecify.annotations.Nullable;

/**
 * Takes what cannot be read as absent, and notes it. An answer fails only if it, or a row of one of its lists, cannot do
 * without the value.
 */
final class LenientProblemHandler extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object bean,
            String property) {
        // Unknown properties of records come from a buffer: only the parser of the context knows the place.
        ReadingProblems.of(context).unknownField(ReadingProblems.path(context.getParser()), property);
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String message) {
        return absent(context, type);
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String message) {
        return absent(context, type);
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message) {
        parser.skipChildren();
        Object absent = absent(context, type.getRawClass());
        return isRow(type, context) || isContinuation(parser) ? NOT_HANDLED : absent;
    }

    /** Tells whether it is the token that leads to the next page: without it a list would end too soon. */
    private static boolean isContinuation(JsonParser parser) {
        return ReadingProblems.path(parser).endsWith("/continuationToken");
    }

    /**
     * Tells whether it is a row of a list, which fails the answer if it cannot be read: a caller that looks for an invoice in a
     * list, to send it again if it is missing, must not be given a list without it. A list within a row has no rows.
     */
    private static boolean isRow(JavaType type, DeserializationContext context) {
        TokenStreamContext place = context.getParser().streamReadContext();
        return type.isRecordType() && place.inArray() && !isWithinArray(place.getParent());
    }

    private static boolean isWithinArray(@Nullable TokenStreamContext place) {
        return place != null && (place.inArray() || isWithinArray(place.getParent()));
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message) {
        parser.skipChildren();
        Object absent = absent(context, type);
        return isRow(context.constructType(type), context) ? NOT_HANDLED : absent;
    }

    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, Object argument, Throwable problem) {
        ReadingProblems.of(context).missing(ReadingProblems.path(context.getParser()), missingField(problem));
        return isRow(context.constructType(type), context) ? NOT_HANDLED : null;
    }

    /** Returns the name of the missing component. Constructors of the model tell it by a NullPointerException. */
    private static String missingField(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof NullPointerException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "something";
    }

    private static @Nullable Object absent(DeserializationContext context, Class<?> type) {
        ReadingProblems.of(context).unreadableValue(ReadingProblems.path(context.getParser()), type.getSimpleName());
        return null;
    }
}
