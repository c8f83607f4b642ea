package dev.ksef.adapter.feign.call;

import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.ResponseContent;
import dev.ksef.model.internal.Redaction;
import feign.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number under which KSeF knows an error answer: {@code traceId}, or {@code serviceCode} of the legacy body. */
public final class TraceId {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern NUMBER =
            Pattern.compile("\"(?:traceId|serviceCode)\"\\s{0,9}:\\s{0,9}\"([A-Za-z0-9_.:|-]{1,100})\"");

    private TraceId() {}

    /** Returns the number of an error answer in JSON; null where there is none. */
    public static @Nullable String of(Response response) {
        if (!HttpStatus.isError(response.status()) || response.body() == null || !ResponseContent.isJson(response)) {
            return null;
        }
        String body = RedactedAnswer.body(response);
        Matcher number = NUMBER.matcher(body.substring(0, Math.min(body.length(), LONGEST_BODY)));
        return number.find() ? Redaction.of(number.group(1), LONGEST_NUMBER) : null;
    }
}
