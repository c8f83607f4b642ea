package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.RedactedAnswer;
import dev.ksef.adapter.feign.call.TraceId;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.adapter.feign.http.RetryAfterHeader;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.model.internal.Redaction;
import dev.ksef.port.time.Time;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import dev.ksef.thirdparty.jackson.databind.node.MissingNode;
import feign.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Translates error answers into exceptions: problem details, the legacy {@code exception} and {@code status} bodies, and
 * the pages of firewalls and gateways.
 */
public final class ErrorAnswerDecoder {

    private static final int LONGEST_TEXT = 500;
    private static final int MOST_ENTRIES = 20;

    private final JsonMapper mapper = JsonMapper.shared();
    private final Time time;

    public ErrorAnswerDecoder(Time time) {
        this.time = time;
    }

    /** Returns the exception that the call ends with. */
    KsefApiException decode(OperationCall call, Response response) {
        String text = RedactedAnswer.body(response);
        JsonNode body = ResponseContent.isJson(response) ? tree(text) : MissingNode.getInstance();
        var answer = new KsefApiException.Answer(
                call.name(), response.status(), errors(body), detail(body, response), TraceId.of(response), text);
        return switch (response.status()) {
            case HttpStatus.UNAUTHORIZED -> new KsefUnauthorizedException(answer);
            case HttpStatus.FORBIDDEN -> forbidden(answer, body);
            case HttpStatus.GONE -> new KsefGoneException(answer);
            case HttpStatus.TOO_MANY_REQUESTS -> rateLimited(answer, response);
            default -> new KsefApiException(answer);
        };
    }

    private KsefRateLimitedException rateLimited(KsefApiException.Answer answer, Response response) {
        long now = time.wallMillis();
        Optional<Duration> retryAfter = RetryAfterHeader.pause(response, now);
        return new KsefRateLimitedException(
                answer,
                retryAfter.orElse(null),
                retryAfter.map(Instant.ofEpochMilli(now)::plus).orElse(null));
    }

    private static List<KsefError> errors(JsonNode body) {
        var errors = new ArrayList<KsefError>();
        for (JsonNode error : body.path("errors")) {
            errors.add(new KsefError(
                    error.path("code").asInt(0), text(error.path("description")), texts(error.path("details"))));
        }
        for (JsonNode error : body.path("exception").path("exceptionDetailList")) {
            errors.add(new KsefError(
                    error.path("exceptionCode").asInt(0),
                    text(error.path("exceptionDescription")),
                    texts(error.path("details"))));
        }
        return errors.size() <= MOST_ENTRIES ? errors : errors.subList(0, MOST_ENTRIES);
    }

    private static KsefForbiddenException forbidden(KsefApiException.Answer answer, JsonNode body) {
        JsonNode security = body.path("security");
        return new KsefForbiddenException(
                answer,
                text(body.path("reasonCode")),
                texts(security.path("requiredAnyOfPermissions")),
                texts(security.path("presentPermissions")));
    }

    private static @Nullable String detail(JsonNode body, Response response) {
        if (body.isMissingNode()) {
            if (response.body().length() == 0) {
                return "an empty answer";
            }
            return ResponseContent.isJson(response)
                    ? "an answer that is not well-formed JSON"
                    : "something other than KSeF's API answered (" + RedactedAnswer.contentType(response) + ")";
        }
        String said = Stream.of(
                        body.path("detail"), body.path("status").path("details").path(0), body.path("title"))
                .map(ErrorAnswerDecoder::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String reason = reason(body);
        if (said == null || reason == null) {
            return said == null ? reason : said;
        }
        return said + " (" + reason + ")";
    }

    /** Why the caller was turned away, with the details that support asks for, such as an incident number or an address. */
    private static @Nullable String reason(JsonNode body) {
        String code = text(body.path("reasonCode"));
        if (code == null) {
            return null;
        }
        var reason = new StringBuilder(code);
        body.path("security").properties().stream().limit(MOST_ENTRIES).forEach(given -> {
            String value = text(given.getValue());
            if (value != null) {
                reason.append(", ")
                        .append(Redaction.of(given.getKey(), LONGEST_TEXT))
                        .append(' ')
                        .append(value);
            }
        });
        return reason.toString();
    }

    private static @Nullable String text(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        return Redaction.of(node.asString(), LONGEST_TEXT);
    }

    private static List<String> texts(JsonNode nodes) {
        var texts = new ArrayList<String>();
        for (JsonNode node : nodes) {
            String text = text(node);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts.size() <= MOST_ENTRIES ? texts : texts.subList(0, MOST_ENTRIES);
    }

    private JsonNode tree(String text) {
        try {
            JsonNode tree = mapper.readTree(text);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JacksonException broken) {
            return MissingNode.getInstance();
        }
    }
}
