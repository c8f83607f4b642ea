package dev.ksef.sync.planted;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.LongFunction;

/** Keeps THE_CLOCK_IS_READ_IN_ONE_PLACE: it reckons with instants, and asks nobody for the present one. */
final class KnowsOtherTimes {

    Instant parsed(String text) {
        return Instant.parse(text).plus(Duration.ofMinutes(1));
    }

    LongFunction<Instant> ofMillis() {
        return Instant::ofEpochMilli;
    }

    LocalDate ofDay(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    Date past(long millis) {
        return new Date(millis);
    }

    Clock standing(Instant instant) {
        return Clock.offset(Clock.fixed(instant, ZoneOffset.UTC), Duration.ofHours(1));
    }

    Instant given(Clock clock) {
        return clock.instant();
    }

    long ours() {
        return nanoTime() + now();
    }

    static long nanoTime() {
        return 1;
    }

    static long now() {
        return 2;
    }
}
