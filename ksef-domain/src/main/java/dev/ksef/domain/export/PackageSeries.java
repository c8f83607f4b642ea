package dev.ksef.domain.export;

import dev.ksef.domain.invoice.InvoiceWindows;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceQuery;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The queries by which all invoices of one query come in packages: each begins where the package before it ended. */
public final class PackageSeries {

    private static final ZoneId POLISH_TIME = ZoneId.of("Europe/Warsaw");

    private final InvoiceQuery query;
    private final InstantSource clock;
    private @Nullable InvoiceDateRange window;
    private boolean first = true;

    /** @param clock KSeF's clock */
    public PackageSeries(InvoiceQuery query, InstantSource clock) {
        this.query = query;
        this.clock = clock;
        this.window = InvoiceWindows.first(query.dateRange(), clock.instant());
    }

    /** Tells whether another package is needed. */
    public boolean hasNext() {
        return window != null;
    }

    /** Tells whether no package was fetched yet. */
    boolean isFirst() {
        return first;
    }

    /** Returns the query of the next package. */
    public InvoiceQuery next() {
        if (window == null) {
            throw new NoSuchElementException();
        }
        return query.in(window);
    }

    /**
     * Goes on behind a package.
     *
     * @throws KsefException if it is truncated, and KSeF does not say where the rest begins
     */
    public void fetched(ExportedPackage described) {
        InvoiceDateRange asked = next().dateRange();
        OffsetDateTime reached = described.isTruncated() ? last(described, asked) : asked.to();
        OffsetDateTime end = query.dateRange().to();
        boolean more = reached != null
                && (described.isTruncated()
                        || (end == null || reached.isBefore(end))
                                && reached.toInstant().isBefore(clock.instant()));
        first = false;
        window = reached != null && more ? InvoiceWindows.first(from(reached), clock.instant()) : null;
    }

    private InvoiceDateRange from(OffsetDateTime reached) {
        InvoiceDateRange whole = query.dateRange();
        return new InvoiceDateRange(whole.dateType(), reached, whole.to(), whole.restrictToPermanentStorageHwmDate());
    }

    private static OffsetDateTime last(ExportedPackage described, InvoiceDateRange asked) {
        OffsetDateTime last = switch (asked.dateType()) {
            case ISSUE -> dayOf(described.lastIssueDate());
            case INVOICING -> described.lastInvoicingDate();
            case PERMANENT_STORAGE -> described.lastPermanentStorageDate();
        };
        if (last == null || !last.isAfter(asked.from())) {
            throw new KsefException("KSeF has more invoices from " + asked.from()
                    + " on than fit into one package, and does not say where the rest begins: add conditions to the query, so"
                    + " that it finds fewer");
        }
        return last;
    }

    private static @Nullable OffsetDateTime dayOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(POLISH_TIME).toOffsetDateTime();
    }
}
