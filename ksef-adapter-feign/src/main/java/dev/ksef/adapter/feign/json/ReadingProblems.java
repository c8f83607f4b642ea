package dev.ksef.adapter.feign.json;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.QuotedText;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;

/** What was noticed while one answer was read. */
final class ReadingProblems {

    private static final int LONGEST_VALUE = 64;

    private final OperationCall call;
    private final KsefListener listener;
    private @Nullable String firstProblem;

    ReadingProblems(OperationCall call, KsefListener listener) {
        this.call = call;
        this.listener = listener;
    }

    static ReadingProblems of(DeserializationContext context) {
        return (ReadingProblems) context.getAttribute(ReadingProblems.class);
    }

    /** Where the parser stands, as a JSON pointer without values. */
    static String path(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer(false).toString();
    }

    void unknownField(String path, String name) {
        listener.on(new KsefEvent.UnknownField(
                call.name(), call.correlation(), QuotedText.path(call, path) + "/" + QuotedText.name(call, name)));
    }

    void unknownValue(String type, String value) {
        listener.on(new KsefEvent.UnknownValue(
                call.name(), call.correlation(), type, QuotedText.text(call, value, LONGEST_VALUE)));
    }

    void unreadableValue(String place, String expected) {
        String path = QuotedText.path(call, place);
        if (firstProblem == null) {
            firstProblem = path + " is not " + expected;
        }
        listener.on(new KsefEvent.UnreadableValue(call.name(), call.correlation(), path, expected));
    }

    void missing(String place, String field) {
        String path = QuotedText.path(call, place);
        if (firstProblem == null) {
            firstProblem = path + "/" + field + " is missing";
        }
        listener.on(new KsefEvent.UnreadableValue(
                call.name(), call.correlation(), path, "complete without '" + field + "'"));
    }

    void notWellFormed() {
        if (firstProblem == null) {
            firstProblem = "it is not well-formed JSON";
        }
    }

    String firstProblem() {
        return firstProblem == null ? "it is of another kind than documented" : firstProblem;
    }
}
