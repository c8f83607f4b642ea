package dev.ksef.domain.invoice;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Walks all pages of a query, and moves its range of dates on where KSeF shows no more. A page is fetched when it is needed. */
final class InvoicePages implements Iterator<InvoiceMetadata> {

    private static final ZoneId POLISH_TIME = ZoneId.of("Europe/Warsaw");

    private final InvoiceQuery query;
    private final BiFunction<InvoiceQuery, PageRequest, InvoiceMetadataPage> fetch;
    private final InstantSource clock;
    private final Set<KsefNumber> seen = new HashSet<>();
    private Iterator<InvoiceMetadata> rows = List.<InvoiceMetadata>of().iterator();
    private @Nullable InvoiceDateRange window;
    private PageRequest page = PageRequest.FIRST;
    private @Nullable OffsetDateTime last;
    private boolean begun;

    private InvoicePages(
            InvoiceQuery query, BiFunction<InvoiceQuery, PageRequest, InvoiceMetadataPage> fetch, InstantSource clock) {
        this.query = query;
        this.fetch = fetch;
        this.clock = clock;
    }

    static Stream<InvoiceMetadata> stream(
            InvoiceQuery query, BiFunction<InvoiceQuery, PageRequest, InvoiceMetadataPage> fetch, InstantSource clock) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new InvoicePages(query, fetch, clock), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        if (!begun) {
            begun = true;
            window = InvoiceWindows.first(query.dateRange(), now());
        }
        while (!rows.hasNext() && window != null) {
            turn(window);
        }
        return rows.hasNext();
    }

    @Override
    public InvoiceMetadata next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    private void turn(InvoiceDateRange asked) {
        InvoiceMetadataPage answer = answer(asked);
        if (answer == null) {
            window = null;
            return;
        }
        List<InvoiceMetadata> fresh = new ArrayList<>();
        for (InvoiceMetadata row : answer.invoices()) {
            OffsetDateTime date = date(row);
            last = date == null ? last : date;
            if (seen.add(row.ksefNumber())) {
                fresh.add(row);
            }
        }
        rows = fresh.iterator();
        if (!answer.hasMore()) {
            nextWindow(asked);
        } else if (answer.isTruncated() || isLastPage()) {
            narrow(asked);
        } else if (answer.invoices().isEmpty()) {
            // Whatever KSeF says of more, an empty page has no next one.
            nextWindow(asked);
        } else {
            page = page.next();
        }
    }

    /** Returns null if a later window begins behind the high-water mark that the query is restricted to: that is its end. */
    private @Nullable InvoiceMetadataPage answer(InvoiceDateRange asked) {
        try {
            return fetch.apply(query.in(asked), page);
        } catch (KsefApiException refused) {
            if (refused.has(InvoiceErrorCodes.BEHIND_MARK)
                    && asked.from().isAfter(query.dateRange().from())) {
                return null;
            }
            throw refused;
        }
    }

    private boolean isLastPage() {
        return (long) (page.pageOffset() + 1) * page.pageSize() >= PageRequest.MOST_INVOICES;
    }

    private void nextWindow(InvoiceDateRange asked) {
        OffsetDateTime end = asked.to();
        page = PageRequest.FIRST;
        OffsetDateTime whole = query.dateRange().to();
        boolean more = end != null
                && (whole == null || end.isBefore(whole))
                && end.toInstant().isBefore(now());
        window = end != null && more ? InvoiceWindows.first(rest(end), now()) : null;
    }

    private void narrow(InvoiceDateRange asked) {
        if (last == null) {
            throw new KsefException("KSeF shows the first " + PageRequest.MOST_INVOICES
                    + " invoices only, and they tell no dates to go on from: add conditions to the query, so that it finds"
                    + " fewer");
        }
        if (!last.isAfter(asked.from())) {
            throw new KsefException("KSeF shows the first " + PageRequest.MOST_INVOICES
                    + " invoices only, and all of them have the date " + asked.from()
                    + ": add conditions to the query, so that it finds fewer");
        }
        page = PageRequest.FIRST;
        window = InvoiceWindows.first(rest(last), now());
    }

    private InvoiceDateRange rest(OffsetDateTime from) {
        InvoiceDateRange whole = query.dateRange();
        return new InvoiceDateRange(whole.dateType(), from, whole.to(), whole.restrictToPermanentStorageHwmDate());
    }

    private @Nullable OffsetDateTime date(InvoiceMetadata row) {
        InvoiceDateType type = query.dateRange().dateType();
        if (type == InvoiceDateType.ISSUE) {
            LocalDate day = row.issueDate();
            return day == null ? null : day.atStartOfDay(POLISH_TIME).toOffsetDateTime();
        }
        return type == InvoiceDateType.INVOICING ? row.invoicingDate() : row.permanentStorageDate();
    }

    private Instant now() {
        return clock.instant();
    }
}
