package dev.ksef.adapter.feign;

import feign.Response;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads {@code Retry-After}: whole seconds, or an HTTP date. */
final class RetryAfter {

    /** More digits than anybody means. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    private RetryAfter() {}

    /** How long to wait from now; empty where the header is absent or neither form. */
    static Optional<Duration> of(Response response, long nowMillis) {
        Collection<String> values = response.headers().getOrDefault("Retry-After", List.of());
        return values.stream().findFirst().map(String::strip).flatMap(value -> read(value, nowMillis));
    }

    private static Optional<Duration> read(String value, long nowMillis) {
        if (value.matches("\\d+")) {
            return Optional.of(value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            long at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
            return Optional.of(Duration.ofMillis(Math.max(0, at - nowMillis)));
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
