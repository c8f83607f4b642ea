package dev.ksef.model.error;

import dev.ksef.model.internal.ReceivedCollections;
import dev.ksef.model.internal.Redaction;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thrown if KSeF answers a call with an error. Tells the operation and what KSeF said. */
public class KsefApiException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final Answer answer;

    public KsefApiException(Answer answer) {
        this(answer, "");
    }

    KsefApiException(Answer answer, String more) {
        super(message(answer) + more);
        this.answer = answer;
    }

    KsefApiException(String message, Answer answer) {
        super(message);
        this.answer = answer;
    }

    /**
     * Returns an exception of this class with a longer message for the same answer. Do not call it on a subclass, whose type
     * would be lost.
     *
     * @param more what KSeF did not say, such as advice, as the end of a sentence
     */
    public KsefApiException adding(String more) {
        return new KsefApiException(answer, "; " + more);
    }

    /** Returns the HTTP status. */
    public int status() {
        return answer.status();
    }

    /** Returns the errors in KSeF's answer; empty if it had none. */
    public List<KsefError> errors() {
        return answer.errors();
    }

    /** Tells whether one of the errors has this code. */
    public boolean has(int code) {
        return errors().stream().anyMatch(error -> error.code() == code);
    }

    /** Returns the trace id, which the Ministry's support asks for. */
    public Optional<String> traceId() {
        return Optional.ofNullable(answer.traceId());
    }

    /**
     * Returns the body of the answer as text, for support. Possible secrets are removed, and it is cut to 2048 bytes of UTF-8.
     * It may quote the request, so the message does not contain it. Empty if there was no body.
     */
    public Optional<String> body() {
        return Optional.ofNullable(answer.body());
    }

    /** Returns method and path template of the call. */
    public String operation() {
        return answer.operation();
    }

    private static String message(Answer answer) {
        var text = new StringBuilder(answer.operation())
                .append(" was answered with HTTP ")
                .append(answer.status());
        if (!answer.errors().isEmpty()) {
            text.append(answer.errors().stream().map(KsefError::summary).collect(Collectors.joining(" | ", " - ", "")));
        } else if (answer.detail() != null) {
            text.append(" - ").append(answer.detail());
        }
        if (answer.traceId() != null) {
            text.append(" (trace ").append(answer.traceId()).append(')');
        }
        return text.toString();
    }

    /**
     * The content of an error answer, independent of the form of its body.
     *
     * @param detail a general sentence, if there are no errors with codes
     * @param body the body as received; possible secrets are removed, and it is shortened
     */
    public record Answer(
            String operation,
            int status,
            List<KsefError> errors,
            @Nullable String detail,
            @Nullable String traceId,
            @Nullable String body)
            implements Serializable {

        private static final int LONGEST_BODY = 2048;

        public Answer {
            errors = ReceivedCollections.list(errors);
            body = body == null || body.isBlank() ? null : Redaction.ofBytes(body, LONGEST_BODY);
        }

        /** Creates an answer without a body. */
        public Answer(
                String operation,
                int status,
                List<KsefError> errors,
                @Nullable String detail,
                @Nullable String traceId) {
            this(operation, status, errors, detail, traceId, null);
        }

        /** Does not show the body. */
        @Override
        public String toString() {
            return operation + " HTTP " + status + " " + errors;
        }
    }
}
