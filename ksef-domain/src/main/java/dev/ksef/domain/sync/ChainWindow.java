package dev.ksef.domain.sync;

import dev.ksef.domain.export.Export;
import dev.ksef.domain.export.ExportedInvoice;
import dev.ksef.domain.export.FetchedPackage;
import dev.ksef.domain.internal.LimitWaits;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.domain.invoice.InvoiceWindows;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fetches what lies behind the mark of one chain, as far as one package or one query reaches, and hands it out. */
final class ChainWindow {

    /** Up to so many invoices are fetched one by one, if KSeF's limits let them leave soon. */
    private static final int MOST_SINGLE = 16;

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration ONE_LOOK = Duration.ofMillis(1);

    private final SyncDependencies dependencies;
    private final ChainLog log;
    private final SyncOptions options;
    private final SubjectType subjectType;
    private final Deadline deadline;
    private final Deadline begin;
    private final LimitWaits limits;
    private final InvoiceDateRange range;

    /** @param begin until when KSeF's limits may keep it from beginning; then it goes on until the deadline */
    ChainWindow(
            SyncDependencies dependencies,
            ChainLog log,
            SyncOptions options,
            SubjectType subjectType,
            Deadline deadline,
            Deadline begin) {
        this.dependencies = dependencies;
        this.log = log;
        this.options = options;
        this.subjectType = subjectType;
        this.deadline = deadline;
        this.begin = begin;
        this.limits =
                new LimitWaits(new StatusPolling(dependencies.time(), dependencies.listener()), dependencies.time());
        Instant from = log.state().mark() == null ? options.from() : log.state().mark();
        var all = new InvoiceDateRange(InvoiceDateType.PERMANENT_STORAGE, from.atOffset(ZoneOffset.UTC), null, true);
        this.range = InvoiceWindows.first(all, dependencies.clock().instant());
    }

    /**
     * How far a window reached.
     *
     * @param mark up to where all was handed out; null if KSeF has nothing behind the mark before
     * @param more whether KSeF has more
     */
    record Reached(@Nullable Instant mark, boolean more) {

        static final Reached NOTHING = new Reached(null, false);
    }

    /** Hands out what is there, and tells how far that reaches. */
    Reached handOut(HandingOut invoices) {
        ReferenceNumber earlier = log.state().export();
        if (earlier != null) {
            Optional<Reached> reached = resumed(earlier, invoices);
            if (reached.isPresent()) {
                return reached.get();
            }
        }
        try {
            return options.way() == SyncWay.EXPORT ? byExport(invoices) : byQuery(invoices);
        } catch (KsefApiException refused) {
            if (refused.has(SyncResponseCodes.QUERY_BEHIND_MARK)) {
                return Reached.NOTHING;
            }
            throw refused;
        } catch (KsefProcessingException failed) {
            if (failed.status().code() == SyncResponseCodes.BEHIND_MARK) {
                return Reached.NOTHING;
            }
            throw failed;
        }
    }

    /** An export that an earlier run started saves one of the twenty of an hour, if it can still be fetched. */
    private Optional<Reached> resumed(ReferenceNumber earlier, HandingOut invoices) {
        Instant to = log.state().exportTo();
        Optional<Export> found =
                dependencies.exports().find(earlier, options.exports().stuckAfter(leftUntilStuck()));
        if (found.isPresent()) {
            try (Export export = found.get();
                    FetchedPackage fetched = export.fetch(left())) {
                return Optional.of(handOut(fetched, invoices, to == null ? null : to.atOffset(ZoneOffset.UTC)));
            } catch (KsefExportLostException | KsefProcessingException over) {
                dependencies.exports().forget(earlier);
            } catch (KsefApiException refused) {
                if (refused instanceof KsefRateLimitedException || RequestOutcome.isServerError(refused)) {
                    throw refused;
                }
                dependencies.exports().forget(earlier);
            }
        }
        log.exportOver();
        return Optional.empty();
    }

    /** It counts from the start of the export, whichever run that was in. At least one look remains. */
    private Duration leftUntilStuck() {
        Duration longest = options.exports().stuckAfter();
        Instant begun = log.state().exportAt();
        if (begun == null) {
            return longest;
        }
        Duration left =
                longest.minus(Duration.between(begun, dependencies.clock().instant()));
        return left.compareTo(ONE_LOOK) < 0 ? ONE_LOOK : left;
    }

    private Reached byExport(HandingOut invoices) {
        refuseToWaitForLimits();
        InvoiceQuery query = query();
        OffsetDateTime to = range.to();
        try (FetchedPackage fetched = dependencies
                .exports()
                .fetch(
                        query,
                        options.exports(),
                        left(),
                        started -> log.exportStarted(started, to == null ? null : to.toInstant()))) {
            return handOut(fetched, invoices, to);
        }
    }

    private Reached handOut(FetchedPackage fetched, HandingOut invoices, @Nullable OffsetDateTime to) {
        var last = new Latest();
        try (Stream<ExportedInvoice> all = readable(fetched, fetched::stream)) {
            Iterator<ExportedInvoice> rest = all.iterator();
            while (readable(fetched, rest::hasNext)) {
                ExportedInvoice invoice = rest.next();
                InvoiceMetadata metadata = invoice.metadata().orElse(null);
                last.seen(metadata);
                invoices.add(invoice.ksefNumber(), invoice.xml(), metadata);
            }
        }
        invoices.flush();
        ExportedPackage described = fetched.description();
        OffsetDateTime told = described.lastPermanentStorageDate();
        return described.isTruncated()
                ? truncated(sooner(told, last.date))
                : reached(described.permanentStorageHwmDate(), to);
    }

    /** A package that cannot be read would be broken for the next run, too. */
    private <T> T readable(FetchedPackage fetched, Supplier<T> read) {
        try {
            return read.get();
        } catch (KsefStorageException broken) {
            log.exportOver();
            dependencies.exports().forget(fetched.export());
            throw broken;
        }
    }

    private Reached byQuery(HandingOut invoices) {
        InvoiceQuery query = query();
        InvoiceMetadataPage page = page(query, PageRequest.FIRST, begin);
        if (options.way() == SyncWay.WHICHEVER_SUITS && !suits(page)) {
            return byExport(invoices);
        }
        PageRequest request = PageRequest.FIRST;
        var last = new Latest();
        while (true) {
            for (InvoiceMetadata row : page.invoices()) {
                last.seen(row);
                download(row, invoices);
            }
            invoices.flush();
            boolean end = (long) (request.pageOffset() + 1) * request.pageSize() >= PageRequest.MOST_INVOICES;
            if (page.hasMore() && (page.isTruncated() || end)) {
                return truncated(last.date);
            }
            if (!page.hasMore()) {
                return reached(page.permanentStorageHwmDate(), range.to());
            }
            if (page.invoices().isEmpty()) {
                throw new KsefException(
                        "KSeF says that it has more invoices of " + dependencies.context() + " as " + subjectType
                                + " from " + range.from() + " on, and shows none of them; the next run asks again");
            }
            request = request.next();
            page = page(query, request, deadline);
        }
    }

    private InvoiceMetadataPage page(InvoiceQuery query, PageRequest request, Deadline patience) {
        return limits.within(patience, () -> dependencies.invoices().list(query, request));
    }

    private void refuseToWaitForLimits() {
        if (begin.atMillis() >= deadline.atMillis()) {
            return;
        }
        Time time = dependencies.time();
        Instant next = dependencies.limits().whenFor(RateLimitGroup.INVOICE_EXPORT, 1);
        if (next.isAfter(time.wallAt(begin.atMillis()))) {
            throw KsefRateLimitedException.heldBack(
                    "POST /invoices/exports", "KSeF's limits do not let it", time.wallAt(time.millis()), next);
        }
    }

    private boolean suits(InvoiceMetadataPage page) {
        long fresh = page.invoices().stream()
                .filter(row -> !log.state().isTaken(row.ksefNumber()))
                .count();
        if (fresh == 0 && !page.hasMore()) {
            return true;
        }
        Instant soon = dependencies.time().wallAt(dependencies.time().millis()).plus(SOON);
        return !page.hasMore()
                && fresh <= MOST_SINGLE
                && !dependencies
                        .limits()
                        .whenFor(RateLimitGroup.INVOICE_DOWNLOAD, (int) fresh)
                        .isAfter(soon);
    }

    private void download(InvoiceMetadata row, HandingOut invoices) {
        if (!log.state().isTaken(row.ksefNumber())) {
            var invoice = limits.within(deadline, () -> dependencies.invoices().await(row.ksefNumber(), left()));
            invoices.add(row.ksefNumber(), invoice.xml(), row);
        }
    }

    /** A date that is too early lets invoices come twice, which is noticed; one that is too late would lose some. */
    private static @Nullable OffsetDateTime sooner(@Nullable OffsetDateTime told, @Nullable OffsetDateTime seen) {
        return told == null || seen != null && seen.isBefore(told) ? seen : told;
    }

    private Reached truncated(@Nullable OffsetDateTime last) {
        if (last == null || !last.isAfter(range.from())) {
            throw new KsefException("KSeF has more invoices of " + dependencies.context() + " as " + subjectType
                    + " from " + range.from() + " on than fit into one package, and does not say where the rest begins;"
                    + " it cannot be fetched by dates alone");
        }
        return new Reached(last.toInstant(), true);
    }

    /** KSeF's data are complete up to its high-water mark; it may say one behind the range, but nothing of the future is complete. */
    private Reached reached(@Nullable OffsetDateTime highWaterMark, @Nullable OffsetDateTime to) {
        if (highWaterMark == null) {
            return to == null ? Reached.NOTHING : new Reached(to.toInstant(), true);
        }
        if (to != null && !highWaterMark.isBefore(to)) {
            return new Reached(to.toInstant(), true);
        }
        Instant now = dependencies.clock().instant();
        Instant mark = highWaterMark.toInstant();
        return new Reached(mark.isAfter(now) ? now : mark, false);
    }

    private InvoiceQuery query() {
        return InvoiceQuery.as(subjectType)
                .byPermanentStorageDate()
                .from(range.from())
                .restrictToPermanentStorageHwmDate()
                .build()
                .in(range);
    }

    private Duration left() {
        return Duration.ofMillis(deadline.remainingMillis(dependencies.time()));
    }

    /** The latest date seen. */
    private static final class Latest {

        private @Nullable OffsetDateTime date;

        void seen(@Nullable InvoiceMetadata row) {
            OffsetDateTime stored = row == null ? null : row.permanentStorageDate();
            if (stored != null && (date == null || stored.isAfter(date))) {
                date = stored;
            }
        }
    }
}
