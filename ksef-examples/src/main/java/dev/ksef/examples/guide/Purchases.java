package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.domain.export.Export;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.export.FetchedPackage;
import dev.ksef.domain.export.WrongHash;
import dev.ksef.domain.sync.ChainReport;
import dev.ksef.domain.sync.RunningSync;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The snippets of "Fetch all purchases". */
public final class Purchases {

    private Purchases() {}

    /** The tables of an application. */
    public interface Ledger {

        /** Does all of it in one transaction, or nothing. */
        void inTransaction(Runnable work);

        /** Adds a row with this unique number; false if it is there already. */
        boolean add(KsefNumber number, byte[] xml);

        /** Notes that somebody must approve it. */
        void toBeApproved(KsefNumber number);
    }

    /** All purchases since a day, in a folder. */
    public static SyncReport fetch(KsefClient ksef, KsefContextClient company, Path folder) {
        // snippet: fetch
        SyncOptions options = SyncOptions.from(LocalDate.of(2026, 2, 1)).subjects(SubjectType.BUYER);
        SyncReport report = company.sync(options, SyncConsumer.into(ksef.folder(folder)));
        report.orThrow();
        // end
        return report;
    }

    /** States that outlive the process. */
    public static FileSyncStateStore states(Path directory, byte[] key) {
        // snippet: states
        FileSyncStateStore states = FileSyncStateStore.open(directory, key);
        // end
        return states;
    }

    /** Keys that outlive the process. */
    public static FileKeyStore keys(Path keyDirectory, byte[] key) {
        // snippet: keys
        FileKeyStore keys = FileKeyStore.open(keyDirectory, key);
        // end
        return keys;
    }

    /** A client with both. */
    public static KsefClient client(KsefClient.Builder settings, FileSyncStateStore states, FileKeyStore keys) {
        // snippet: client
        KsefClient ksef = settings.syncStates(states).keyStore(keys).build();
        // end
        return ksef;
    }

    /** What a run did, in sentences. */
    public static List<String> lines(SyncReport report) {
        // snippet: report
        List<String> lines = new ArrayList<>();
        for (ChainReport chain : report.chains()) {
            lines.add(report.context() + " as " + chain.subjectType() + ": " + chain.handedOut() + " invoices, "
                    + chain.repeats() + " of them perhaps again, all up to "
                    + chain.mark().map(Object::toString).orElse("nowhere yet"));
            chain.failure().ifPresent(failure -> lines.add("  It ended early: " + failure.getMessage()));
        }
        // end
        return lines;
    }

    /** The application's own tables. */
    public static SyncConsumer intoTables(Ledger ledger) {
        // snippet: consumer
        SyncConsumer intoTables = invoice -> ledger.inTransaction(() -> {
            if (ledger.add(invoice.ksefNumber(), invoice.xml().bytes())) {
                ledger.toBeApproved(invoice.ksefNumber());
            }
        });
        // end
        return intoTables;
    }

    /** Many taxpayers, each with a folder of its own. */
    public static List<SyncReport> fetchForAll(
            KsefClient ksef, List<? extends ContextIdentifier> taxpayers, SyncOptions options, Path folder) {
        // snippet: many
        List<SyncReport> reports = ksef.sync(taxpayers, options, SyncConsumer.intoEach(ksef.folder(folder)));
        // end
        return reports;
    }

    /** Again and again, until it is closed. */
    public static RunningSync keepFetching(
            KsefClient ksef,
            List<? extends ContextIdentifier> taxpayers,
            SyncOptions options,
            SyncConsumer consumer,
            Consumer<SyncReport> books,
            Consumer<RuntimeException> alarm) {
        // snippet: every
        RunningSync running = ksef.syncEvery(
                RunningSync.USUAL_INTERVAL, taxpayers, options, consumer, reports -> reports.forEach(books), alarm);
        // end
        return running;
    }

    /** Options that are seldom needed. */
    public static SyncOptions options(SyncOptions usual, Path work) {
        // snippet: options
        SyncOptions options = usual.patience(Duration.ofMinutes(30))
                .exports(ExportOptions.USUAL
                        .directory(work)
                        .stuckAfter(Duration.ofMinutes(10))
                        .wrongHash(WrongHash.EXPORT_AGAIN));
        // end
        return options;
    }

    /** What a query finds, without a mark. */
    public static long download(KsefClient ksef, KsefContextClient company, Path folder) {
        // snippet: download
        InvoiceQuery october = InvoiceQuery.asBuyer()
                .byIssueDate()
                .from(LocalDate.of(2026, 10, 1))
                .to(LocalDate.of(2026, 10, 31))
                .build();
        long found = company.exports().download(october, ksef.folder(folder), ExportOptions.USUAL, Duration.ofHours(1));
        // end
        return found;
    }

    /** What KSeF tells of invoices, without the invoices. */
    public static List<KsefNumber> inEuros(KsefContextClient company) {
        // snippet: stream
        InvoiceQuery query = InvoiceQuery.asBuyer()
                .byInvoicingDate()
                .from(LocalDate.of(2026, 2, 1))
                .currencyCodes("EUR")
                .build();
        List<KsefNumber> inEuros = new ArrayList<>();
        try (Stream<InvoiceMetadata> found = company.invoices().stream(query)) {
            found.forEach(invoice -> inEuros.add(invoice.ksefNumber()));
        }
        // end
        return inEuros;
    }

    /** Begins an export. */
    public static ReferenceNumber start(KsefContextClient company, InvoiceQuery query) {
        // snippet: start
        try (Export export = company.exports().start(query, ExportOptions.USUAL, Duration.ofHours(1))) {
            return export.referenceNumber();
        }
        // end
    }

    /** Finishes an export that another process has begun. */
    public static void finish(KsefContextClient company, ReferenceNumber started, Path file) throws IOException {
        // snippet: finish
        try (Export export = company.exports().resume(started, ExportOptions.USUAL);
                FetchedPackage fetched = export.fetch(Duration.ofHours(1));
                OutputStream archive = Files.newOutputStream(file)) {
            fetched.writeTo(archive);
            export.forget();
        }
        // end
    }

    /** Many rows by one export. */
    public static List<InvoiceMetadata> metadata(KsefContextClient company, InvoiceQuery query) {
        // snippet: metadata
        ExportOptions options = ExportOptions.USUAL.onlyMetadata();
        try (FetchedPackage fetched = company.exports().fetch(query, options, Duration.ofHours(1))) {
            return fetched.metadata();
        }
        // end
    }
}
