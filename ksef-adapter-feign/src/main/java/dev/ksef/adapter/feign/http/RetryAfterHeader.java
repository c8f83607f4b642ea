package dev.ksef.adapter.feign.http;

import feign.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Retry-After}: seconds, or an HTTP date, which is counted from the date of the answer itself. */
public final class RetryAfterHeader {

    private static final Pattern SECONDS = Pattern.compile("\\+?(\\d+)(\\.\\d+)?(\\s*,.*)?");
    private static final Pattern DATE =
            Pattern.compile("\\w+, (\\d{1,2}[ -]\\w{3}[ -]\\d{4} \\d{2}:\\d{2}:\\d{2}) GMT");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    /** What more digits than anybody means come to. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    /** When to come back where KSeF asks for that, but not when. */
    public static final Duration FIRST_GUESS = Duration.ofSeconds(1);

    private static final int TOO_MANY_REQUESTS = 429;

    private RetryAfterHeader() {}

    /** Whether there were too many calls. */
    public static boolean isLimited(Response response) {
        return response.status() == TOO_MANY_REQUESTS;
    }

    /** Something was said of when to come back that we cannot read: coming back by guess would make a block longer. */
    public static boolean isBeyondUs(Response response) {
        return header(response, "Retry-After").isPresent() && of(response, 0).isEmpty();
    }

    /** How long to wait from the answer on; empty where nothing readable was said. */
    public static Optional<Duration> of(Response response, long nowMillis) {
        return header(response, "Retry-After").flatMap(value -> {
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
        long from = header(response, "Date").flatMap(RetryAfterHeader::millis).orElse(nowMillis);
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

    private static Optional<String> header(Response response, String name) {
        Collection<String> values = response.headers().getOrDefault(name, List.of());
        return values.stream().findFirst().map(String::strip);
    }
}
