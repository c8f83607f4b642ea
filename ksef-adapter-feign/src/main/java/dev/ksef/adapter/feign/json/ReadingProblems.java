package dev.ksef.adapter.feign.json;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.RedactedAnswer;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import org.jspecify.annotations.Nullable;

/** Notes what is odd in one answer while it is read, and tells the listener. */
final class ReadingProblems {

    private static final int LONGEST_VALUE = 64;

    private final OperationCall call;
    private final KsefListener listener;
    private @Nullable String first;

    ReadingProblems(OperationCall call, KsefListener listener) {
        this.call = call;
        this.listener = listener;
    }

    /** Returns the problems of the answer that is being read. */
    static ReadingProblems of(DeserializationContext context) {
        return (ReadingProblems) context.getAttribute(ReadingProblems.class);
    }

    /** Where the parser stands, as a JSON pointer without values. */
    static String path(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer(false).toString();
    }

    void unknownField(String path, String name) {
        listener.on(new KsefEvent.UnknownField(
                call.name(),
                call.correlation(),
                RedactedAnswer.path(call, path) + "/" + RedactedAnswer.name(call, name)));
    }

    void unknownValue(String type, String value) {
        listener.on(new KsefEvent.UnknownValue(
                call.name(), call.correlation(), type, RedactedAnswer.text(call, value, LONGEST_VALUE)));
    }

    void unreadableValue(String place, String expected) {
        String path = RedactedAnswer.path(call, place);
        if (first == null) {
            first = path + " is not " + expected;
        }
        listener.on(new KsefEvent.UnreadableValue(call.name(), call.correlation(), path, expected));
    }

    void missing(String place, String field) {
        String path = RedactedAnswer.path(call, place);
        if (first == null) {
            first = path + "/" + field + " is missing";
        }
        listener.on(new KsefEvent.UnreadableValue(
                call.name(), call.correlation(), path, "complete without '" + field + "'"));
    }

    void notWellFormed() {
        if (first == null) {
            first = "it is not well-formed JSON";
        }
    }

    /** Returns the first problem that cost something, for a message. */
    String first() {
        return first == null ? "it is not of the documented type" : first;
    }
}
