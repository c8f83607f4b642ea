package dev.ksef.adapter.feign.http;

import feign.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code Retry-After}: seconds, or an HTTP date, which is counted from the {@code Date} of the answer, so that the
 * clocks of server and client need not agree.
 */
public final class RetryAfterHeader {

    private static final Pattern SECONDS = Pattern.compile("\\+?(\\d+)(\\.\\d+)?(\\s*,.*)?");
    private static final Pattern DATE =
            Pattern.compile("\\w+, (\\d{1,2}[ -]\\w{3}[ -]\\d{4} \\d{2}:\\d{2}:\\d{2}) GMT");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    /** Stands for numbers with more digits than anybody means. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

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
        long from = HttpHeaders.first(response, HttpHeaders.DATE)
                .flatMap(RetryAfterHeader::millis)
                .orElse(nowMillis);
        return millis(value).map(at -> Duration.ofMillis(Math.max(0, at - from)));
    }

    /** The name of the day is not looked at: a wrong one would change nothing. */
    private static Optional<Long> millis(String date) {
        Matcher form = DATE.matcher(date);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(form.group(1).replace('-', ' '), HTTP_DATE)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
