package dev.ksef.fa3.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date and time as XML Schema has it: with or without an offset from UTC, with any number of decimals of seconds. Keeps its
 * text, so that it is written as it was read; two are equal if their texts are.
 *
 * @param text such as {@code 2026-02-28T12:00:00Z}
 */
public record DateTime(String text) {

    private static final Pattern SHAPE = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(\\.[0-9]{1,30})?(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final int NANO_DIGITS = 9;
    private static final int MOST_OFFSET_HOURS = 14;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it is no date and time of XML Schema in the years 0001 to 9999, with at most 30 decimals
     */
    public DateTime {
        try {
            Matcher shape = matched(text);
            local(shape);
            offset(shape);
        } catch (DateTimeException impossible) {
            // Its message would show the text.
            throw malformed();
        }
    }

    /** Returns a moment in UTC, to the second. */
    public static DateTime of(Instant moment) {
        return new DateTime(Objects.requireNonNull(moment, "moment")
                .truncatedTo(ChronoUnit.SECONDS)
                .toString());
    }

    /** Returns a date and time with its offset. */
    public static DateTime of(OffsetDateTime time) {
        String local = Objects.requireNonNull(time, "time").toLocalDateTime().toString();
        boolean seconds = time.getSecond() != 0 || time.getNano() != 0;
        return new DateTime(local + (seconds ? "" : ":00") + time.getOffset());
    }

    /** Returns date and time, without the offset and to the nanosecond. Midnight at the end of a day is that of the next. */
    public LocalDateTime local() {
        return local(matched(text));
    }

    /** Returns the offset from UTC, if one is given. */
    public Optional<ZoneOffset> offset() {
        return Optional.ofNullable(offset(matched(text)));
    }

    /** Returns the moment, if the offset from UTC is given. */
    public Optional<Instant> instant() {
        return offset().map(offset -> local().toInstant(offset));
    }

    @Override
    public String toString() {
        return text;
    }

    private static Matcher matched(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw malformed();
        }
        return shape;
    }

    private static LocalDateTime local(Matcher shape) {
        String time = shape.group(2);
        String decimals = shape.group(3) == null ? "" : shape.group(3);
        String kept = decimals.substring(0, Math.min(decimals.length(), NANO_DIGITS + 1));
        if (!time.equals("24:00:00")) {
            return LocalDateTime.parse(shape.group(1) + "T" + time + kept);
        }
        if (!decimals.replace("0", "").replace(".", "").isEmpty()) {
            throw malformed();
        }
        return LocalDateTime.parse(shape.group(1) + "T00:00:00").plusDays(1);
    }

    private static @Nullable ZoneOffset offset(Matcher shape) {
        String offset = shape.group(4);
        if (offset == null) {
            return null;
        }
        ZoneOffset parsed = ZoneOffset.of(offset);
        if (Math.abs(parsed.getTotalSeconds()) > MOST_OFFSET_HOURS * 3600) {
            throw malformed();
        }
        return parsed;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("has to be a date and time, such as 2026-02-28T12:00:00Z");
    }
}
