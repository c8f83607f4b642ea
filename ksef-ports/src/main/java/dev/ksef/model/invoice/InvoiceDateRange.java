package dev.ksef.model.invoice;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The span of time that a query is about. It travels with explicit offsets, since KSeF was seen to take a date without
 * one for UTC although its documents say Europe/Warsaw.
 *
 * @param from inclusive, as far as is known; cut to the seven fraction digits that KSeF counts in
 * @param to inclusive, as far as is known; null means now
 * @param restrictToPermanentStorageHwmDate true ends the span at KSeF's high water mark, up to which its data are
 *     complete; for {@link InvoiceDateType#PERMANENT_STORAGE} only
 */
public record InvoiceDateRange(
        InvoiceDateType dateType,
        OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable Boolean restrictToPermanentStorageHwmDate) {

    /** What KSeF takes from API 2.7.1 on, counted in days of UTC. Up to 2.7.0 it took three months. */
    public static final int LONGEST_DAYS = 100;

    private static final int TICK_NANOS = 100;
    private static final int DAY_SECONDS = 86_400;

    /**
     * @throws IllegalArgumentException if {@code to} lies before {@code from} or more than 100 days after it, or the
     *     restriction is asked for another date
     */
    public InvoiceDateRange {
        Objects.requireNonNull(dateType, "dateType");
        from = ticks(from);
        to = to == null ? null : ticks(to);
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("The range ends before it begins: from " + from + " to " + to);
        }
        if (to != null) {
            requireShort(from.toInstant(), to.toInstant());
        }
        if (Boolean.TRUE.equals(restrictToPermanentStorageHwmDate) && dateType != InvoiceDateType.PERMANENT_STORAGE) {
            throw new IllegalArgumentException(
                    "Only a range of permanent storage dates can end at the high water mark");
        }
    }

    /**
     * The same, ended at the given moment, or now for null.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public InvoiceDateRange until(@Nullable OffsetDateTime end) {
        return new InvoiceDateRange(dateType, from, end, restrictToPermanentStorageHwmDate);
    }

    /**
     * Refuses a range that has no end if it is longer than KSeF takes.
     *
     * @param now what KSeF will take for its end
     * @throws IllegalArgumentException if the days of its beginning and of now in UTC lie more than 100 apart
     */
    public void requireShort(Instant now) {
        requireShort(from.toInstant(), now);
    }

    private static void requireShort(Instant from, Instant to) {
        long days = day(to) - day(from);
        if (days > LONGEST_DAYS) {
            throw new IllegalArgumentException("KSeF takes ranges of at most " + LONGEST_DAYS
                    + " days in UTC (3 months up to API 2.7.0), this one has " + days + ": ask in several queries");
        }
    }

    private static long day(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), DAY_SECONDS);
    }

    private static OffsetDateTime ticks(OffsetDateTime moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).plusNanos(moment.getNano() / TICK_NANOS * TICK_NANOS);
    }
}
