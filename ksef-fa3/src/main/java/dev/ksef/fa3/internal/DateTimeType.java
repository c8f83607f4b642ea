package dev.ksef.fa3.internal;

import dev.ksef.fa3.field.DateTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates with times, in a range. */
public final class DateTimeType implements ValueType<DateTime> {

    private static final int MOST_OFFSET_HOURS = 14;

    private final Instant min;
    private final Instant max;

    public DateTimeType(String min, String max) {
        this.min = Instant.parse(min);
        this.max = Instant.parse(max);
    }

    @Override
    public DateTime parse(String text) {
        DateTime parsed;
        try {
            parsed = new DateTime(Space.COLLAPSE.applied(text));
        } catch (IllegalArgumentException malformed) {
            throw new Mismatch(String.valueOf(malformed.getMessage()));
        }
        return checked(parsed);
    }

    /** What has no time zone is in the range if it is so in all time zones. */
    @Override
    public DateTime checked(DateTime value) {
        Optional<ZoneOffset> offset = value.offset();
        ZoneOffset east = offset.orElse(ZoneOffset.ofHours(MOST_OFFSET_HOURS));
        ZoneOffset west = offset.orElse(ZoneOffset.ofHours(-MOST_OFFSET_HOURS));
        LocalDateTime local = value.local();
        if (local.toInstant(east).isBefore(min) || local.toInstant(west).isAfter(max)) {
            throw new Mismatch("has to be a date and time from " + min + " to " + max);
        }
        return value;
    }
}
