package dev.ksef.adapter.feign.http;

import feign.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code Retry-After}: seconds, or an HTTP date, which is counted from the {@code Date} of the answer, so that the
 * clocks of server and client need not agree.
 */
public final class RetryAfterHeader {

    private static final Pattern SECONDS = Pattern.compile("\\+?(\\d+)(\\.\\d+)?(\\s*,.*)?");
    /** Stands for numbers with more digits than anybody means. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    /** The longest pause that is believed. The longest that KSeF was seen to ask for is 3 037 s. */
    public static final Duration LONGEST_BELIEVED = Duration.ofHours(6);

    /** How long to wait where a limit refused the call without saying for how long. */
    public static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

    private RetryAfterHeader() {}

    /** Tells whether the header is there, but cannot be read: a guess that is too short would make KSeF's block longer. */
    public static boolean isUnreadable(Response response) {
        return HttpHeaders.first(response, HttpHeaders.RETRY_AFTER).isPresent()
                && pause(response, 0).isEmpty();
    }

    /** How long to wait from the answer on; empty if the header is missing or unreadable. */
    public static Optional<Duration> pause(Response response, long nowMillis) {
        return HttpHeaders.first(response, HttpHeaders.RETRY_AFTER).flatMap(value -> {
            Matcher seconds = SECONDS.matcher(value);
            return seconds.matches() ? Optional.of(seconds(seconds)) : until(value, response, nowMillis);
        });
    }

    private static Duration seconds(Matcher value) {
        String digits = value.group(1);
        Duration whole = digits.length() > 9 && !digits.matches("0*\\d{1,9}")
                ? LONGEST
                : Duration.ofSeconds(Long.parseLong(digits));
        return value.group(2) == null ? whole : whole.plusSeconds(1);
    }

    private static Optional<Duration> until(String value, Response response, long nowMillis) {
        Instant from = HttpDate.ofAnswer(response).orElse(Instant.ofEpochMilli(nowMillis));
        return HttpDate.read(value).map(at -> at.isBefore(from) ? Duration.ZERO : Duration.between(from, at));
    }
}
