package dev.ksef.domain.invoice;

import dev.ksef.model.invoice.InvoiceDateRange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a range of dates into windows that KSeF accepts, oldest first. Neighbours share the moment between them, since whether
 * KSeF includes the ends is not told.
 */
public final class InvoiceWindows {

    /** Below what KSeF accepts, since it counts whole days. */
    private static final int DAYS = InvoiceDateRange.LONGEST_DAYS - 1;

    private InvoiceWindows() {}

    /**
     * Returns the first window of a range.
     *
     * @param now by KSeF's clock
     * @return the range itself, if KSeF accepts it
     */
    public static InvoiceDateRange first(InvoiceDateRange range, Instant now) {
        @Nullable OffsetDateTime to = range.to();
        Instant end = to == null || to.toInstant().isAfter(now) ? now : to.toInstant();
        Instant longest = range.from().toInstant().plusSeconds(DAYS * 86_400L);
        if (end.isAfter(longest)) {
            return range.until(longest.atOffset(ZoneOffset.UTC));
        }
        return to == null || !end.equals(to.toInstant()) ? range.until(null) : range;
    }
}
