package dev.ksef.domain.sync;

import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.export.FetchedPackage;
import dev.ksef.domain.export.PackageSeries;
import dev.ksef.domain.internal.LimitWaits;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares what KSeF shows of a time that lies below the mark with what was handed out. KSeF was seen to show invoices late, below
 * a mark that it had told to be final.
 */
final class ChainAudit {

    /** From so many invoices on, an export of metadata costs less than pages of a query. */
    private static final int FEWEST_TO_EXPORT = 1000;

    private final SyncDependencies dependencies;
    private final ChainLog log;
    private final SyncOptions options;
    private final SubjectType subjectType;
    private final Deadline deadline;
    private final LimitWaits limits;

    ChainAudit(
            SyncDependencies dependencies,
            ChainLog log,
            SyncOptions options,
            SubjectType subjectType,
            Deadline deadline) {
        this.dependencies = dependencies;
        this.log = log;
        this.options = options;
        this.subjectType = subjectType;
        this.deadline = deadline;
        this.limits =
                new LimitWaits(new StatusPolling(dependencies.time(), dependencies.listener()), dependencies.time());
    }

    /**
     * Reads again from a moment up to the mark, and hands out what is missing.
     *
     * @throws KsefException if nothing was synchronised yet, or the moment lies further back than numbers are remembered
     */
    AuditReport run(Instant from, HandingOut invoices) {
        Instant mark = log.state().mark();
        if (mark == null) {
            throw new KsefException("There is nothing to audit: run the synchronisation first");
        }
        if (from.isBefore(mark.minus(options.remember()))) {
            throw new KsefException("The numbers of invoices are remembered from " + mark.minus(options.remember())
                    + " on; an audit from " + from + " needs longer memory: set remember(...)");
        }
        Set<KsefNumber> known = log.state().takenSince(from);
        boolean many = known.size() >= FEWEST_TO_EXPORT;
        Map<KsefNumber, InvoiceMetadata> missing = new LinkedHashMap<>();
        Set<KsefNumber> seen = new HashSet<>();
        read(range(InvoiceDateType.PERMANENT_STORAGE, from, mark), many, row -> {
            seen.add(row.ksefNumber());
            if (!log.state().isTaken(row.ksefNumber())) {
                missing.put(row.ksefNumber(), row);
            }
        });
        Set<KsefNumber> notStored = new LinkedHashSet<>();
        read(range(InvoiceDateType.INVOICING, from, mark), many, row -> {
            if (row.permanentStorageDate() == null) {
                notStored.add(row.ksefNumber());
            }
        });
        missing.values().forEach(row -> download(row, invoices));
        invoices.flush();
        known.removeAll(seen);
        return new AuditReport(
                subjectType,
                from,
                mark,
                seen.size(),
                List.copyOf(missing.keySet()),
                List.copyOf(notStored),
                known.stream()
                        .sorted((one, other) -> one.value().compareTo(other.value()))
                        .toList());
    }

    private void download(InvoiceMetadata row, HandingOut invoices) {
        var invoice = limits.within(
                deadline,
                () -> dependencies
                        .invoices()
                        .await(row.ksefNumber(), Duration.ofMillis(deadline.remainingMillis(dependencies.time()))));
        invoices.add(row.ksefNumber(), invoice.xml(), row);
    }

    private void read(InvoiceDateRange range, boolean many, Consumer<InvoiceMetadata> row) {
        if (many) {
            readByExports(range, row);
            return;
        }
        try (Stream<InvoiceMetadata> rows = dependencies.invoices().stream(query(range))) {
            rows.forEach(row);
        }
    }

    private void readByExports(InvoiceDateRange range, Consumer<InvoiceMetadata> row) {
        ExportOptions metadata = options.exports().onlyMetadata();
        var packages = new PackageSeries(query(range), dependencies.clock());
        while (packages.hasNext()) {
            Duration left = Duration.ofMillis(deadline.remainingMillis(dependencies.time()));
            try (FetchedPackage fetched = dependencies.exports().fetch(packages.next(), metadata, left)) {
                fetched.metadata().forEach(row);
                packages.fetched(fetched.description());
            }
        }
    }

    private static InvoiceDateRange range(InvoiceDateType type, Instant from, Instant to) {
        return new InvoiceDateRange(type, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), null);
    }

    private InvoiceQuery query(InvoiceDateRange range) {
        return InvoiceQuery.as(subjectType)
                .by(range.dateType())
                .from(range.from())
                .build()
                .in(range);
    }
}
