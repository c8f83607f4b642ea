package dev.ksef.adapter.feign.json;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.RedactedAnswer;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Notes what is odd in one answer, or one file, while it is read, and tells the listener. */
final class ReadingProblems {

    private static final int LONGEST_VALUE = 64;

    private final String source;
    private final CallCorrelation correlation;
    private final @Nullable BearerToken bearer;
    private final KsefListener listener;
    private final Predicate<List<String>> toBeTold;
    private @Nullable String first;

    private ReadingProblems(
            String source,
            CallCorrelation correlation,
            @Nullable BearerToken bearer,
            KsefListener listener,
            Predicate<List<String>> toBeTold) {
        this.source = source;
        this.correlation = correlation;
        this.bearer = bearer;
        this.listener = listener;
        this.toBeTold = toBeTold;
    }

    /** The problems of the answer to a call. */
    static ReadingProblems ofAnswer(OperationCall call, KsefListener listener) {
        return new ReadingProblems(
                call.name(), call.correlation(), call.exchanges().lastBearer(), listener, oddity -> true);
    }

    /** The problems of a file, which belongs to no call. Each is told once, since all rows may have it. */
    static ReadingProblems ofFile(String name, KsefListener listener) {
        return new ReadingProblems(name, CallCorrelation.NONE, null, listener, new FirstOfEach());
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
        if (!toBeTold.test(List.of("field", path, name))) {
            return;
        }
        listener.on(new KsefEvent.UnknownField(
                source, correlation, RedactedAnswer.path(bearer, path) + "/" + RedactedAnswer.name(bearer, name)));
    }

    void unknownValue(String type, String value) {
        if (!toBeTold.test(List.of("value", type, value))) {
            return;
        }
        listener.on(new KsefEvent.UnknownValue(
                source, correlation, type, RedactedAnswer.text(bearer, value, LONGEST_VALUE)));
    }

    void unreadableValue(String place, String expected) {
        if (first == null) {
            first = RedactedAnswer.path(bearer, place) + " is not " + expected;
        }
        tellUnreadable(place, expected);
    }

    void missing(String place, String field) {
        if (first == null) {
            first = RedactedAnswer.path(bearer, place) + "/" + field + " is missing";
        }
        tellUnreadable(place, "complete without '" + field + "'");
    }

    private void tellUnreadable(String place, String expected) {
        if (toBeTold.test(List.of("unreadable", place, expected))) {
            listener.on(
                    new KsefEvent.UnreadableValue(source, correlation, RedactedAnswer.path(bearer, place), expected));
        }
    }

    /** Forgets what was noted, before something else of the same file is read. */
    void goOn() {
        first = null;
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
