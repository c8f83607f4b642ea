package dev.ksef.simulator.export;

import dev.ksef.simulator.invoice.HighWaterMarks;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.InvoiceArchive.Piece;
import dev.ksef.simulator.invoice.InvoiceQuery;
import dev.ksef.simulator.invoice.StoredInvoice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The invoices of an export, as they were when it was asked for.
 *
 * @param truncated whether more were found than a package holds
 * @param mark the high water mark; null if the range goes by other dates than those of permanent storage
 */
record FoundInvoices(
        List<StoredInvoice> invoices,
        boolean truncated,
        @Nullable Instant mark) {

    /** Searches, unless the range begins beyond the high water mark to which it is restricted. */
    static Optional<FoundInvoices> search(
            InvoiceQuery filters, InvoiceArchive archive, HighWaterMarks marks, PackageLimits limits, Instant now) {
        InvoiceQuery.DateRange dates = filters.dates();
        Instant mark = dates.byPermanentStorage() ? marks.of(dates.to(), now) : null;
        Instant end = dates.end(now);
        if (mark != null && dates.restricted()) {
            if (dates.from().isAfter(mark)) {
                return Optional.empty();
            }
            end = mark;
        }
        List<StoredInvoice> found = archive.search(filters, end, now, Piece.ALL);
        List<StoredInvoice> fitting = limits.fitting(found);
        return Optional.of(new FoundInvoices(fitting, fitting.size() < found.size(), mark));
    }

    StoredInvoice last() {
        return invoices.get(invoices.size() - 1);
    }
}
