package dev.ksef.model.error;

import dev.ksef.model.internal.ReceivedCollections;
import dev.ksef.model.internal.Redaction;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** KSeF answered a call with an error: what it said, and about which operation. */
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
     * The same answer with more to say, for answers of no special kind.
     *
     * @param more what KSeF did not say, such as what to do, as the end of a sentence
     */
    public KsefApiException adding(String more) {
        return new KsefApiException(answer, "; " + more);
    }

    /** The HTTP status. */
    public int status() {
        return answer.status();
    }

    /** The errors that KSeF named; empty where its answer named none. */
    public List<KsefError> errors() {
        return answer.errors();
    }

    /** Whether one of the errors has this code. */
    public boolean has(int code) {
        return errors().stream().anyMatch(error -> error.code() == code);
    }

    /** What the Ministry's support asks for. */
    public Optional<String> traceId() {
        return Optional.ofNullable(answer.traceId());
    }

    /**
     * The body of the answer as text, for support: without what may be a secret, and cut to 2048 bytes of UTF-8. It may quote
     * what was sent, and is no part of the message. Empty where there was none.
     */
    public Optional<String> body() {
        return Optional.ofNullable(answer.body());
    }

    /** Method and path template of the call. */
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
     * What an error answer says, whatever form its body had.
     *
     * @param detail a general sentence, where there are no errors with codes
     * @param body as it came; what may be a secret is taken out, and what is too long cut
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

        /** Of an answer whose body is not kept. */
        public Answer(
                String operation,
                int status,
                List<KsefError> errors,
                @Nullable String detail,
                @Nullable String traceId) {
            this(operation, status, errors, detail, traceId, null);
        }

        /** Without the body. */
        @Override
        public String toString() {
            return operation + " HTTP " + status + " " + errors;
        }
    }
}
