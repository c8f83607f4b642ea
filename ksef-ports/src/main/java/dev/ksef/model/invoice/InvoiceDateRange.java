package dev.ksef.model.invoice;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time range of a query. Its dates are sent with explicit offsets, since KSeF was seen to read a date without one as UTC,
 * although its documents say Europe/Warsaw.
 *
 * @param from inclusive, as far as is known; truncated to the seven fraction digits that KSeF keeps
 * @param to inclusive, as far as is known; null means now
 * @param restrictToPermanentStorageHwmDate true ends the range at KSeF's high water mark, up to which its data are complete;
 *     only {@link InvoiceDateType#PERMANENT_STORAGE}
 */
public record InvoiceDateRange(
        InvoiceDateType dateType,
        OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable Boolean restrictToPermanentStorageHwmDate) {

    /** The longest range since API 2.7.1, counted in days of UTC. Up to 2.7.0 it was three months. */
    public static final int LONGEST_DAYS = 100;

    private static final int TICK_NANOS = 100;
    private static final int DAY_SECONDS = 86_400;

    /**
     * @throws IllegalArgumentException if {@code to} is before {@code from}, or the restriction is set for another kind of date
     */
    public InvoiceDateRange {
        Objects.requireNonNull(dateType, "dateType");
        from = ticks(from);
        to = to == null ? null : ticks(to);
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("The range ends before it begins: from " + from + " to " + to);
        }
        if (Boolean.TRUE.equals(restrictToPermanentStorageHwmDate) && dateType != InvoiceDateType.PERMANENT_STORAGE) {
            throw new IllegalArgumentException(
                    "Only a range of permanent storage dates can end at the high water mark");
        }
    }

    /**
     * Returns a copy that ends at the given moment; now if null.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public InvoiceDateRange until(@Nullable OffsetDateTime end) {
        return new InvoiceDateRange(dateType, from, end, restrictToPermanentStorageHwmDate);
    }

    /**
     * Checks that the range is not longer than KSeF accepts in one query or export.
     *
     * @param now the end that KSeF assumes for a range without one
     * @throws IllegalArgumentException if its ends are more than 100 days apart in UTC
     */
    public void requireShort(Instant now) {
        long days = day(to == null ? now : to.toInstant()) - day(from.toInstant());
        if (days > LONGEST_DAYS) {
            throw new IllegalArgumentException("KSeF accepts ranges of at most " + LONGEST_DAYS
                    + " days in UTC (3 months up to API 2.7.0), but this one has " + days + ": ask in several queries");
        }
    }

    private static long day(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), DAY_SECONDS);
    }

    private static OffsetDateTime ticks(OffsetDateTime moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).plusNanos(moment.getNano() / TICK_NANOS * TICK_NANOS);
    }
}
