package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.domain.batch.BadInvoices;
import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageOptions;
import dev.ksef.domain.batch.PackagePlan;
import dev.ksef.domain.session.BatchInvoice;
import dev.ksef.domain.session.BatchSession;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.Sha256;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The snippets of "Send a folder of invoices". */
public final class InvoiceFolder {

    private InvoiceFolder() {}

    /** A journal that outlives the process. */
    public static FileSubmissionJournal journal(Path directory, byte[] key) {
        // snippet: journal
        FileSubmissionJournal journal = FileSubmissionJournal.open(directory, key);
        // end
        return journal;
    }

    /** A store of keys that outlives the process. */
    public static FileKeyStore keys(Path keyDirectory, byte[] key) {
        // snippet: keys
        FileKeyStore keys = FileKeyStore.open(keyDirectory, key);
        // end
        return keys;
    }

    /** A client with that journal and those keys. */
    public static KsefClient client(KsefClient.Builder settings, FileSubmissionJournal journal, FileKeyStore keys) {
        // snippet: client
        KsefClient ksef = settings.journal(journal).keyStore(keys).build();
        // end
        return ksef;
    }

    /** All invoices of a folder. */
    public static SubmissionReport submit(KsefContextClient company, int runNumber, Path folder) {
        // snippet: submit
        SubmissionId run = SubmissionId.of("sales run " + runNumber);
        SubmissionReport report = company.submit(run, InvoiceSource.folder(folder));
        // end
        return report;
    }

    /** What became of each of them, in sentences. */
    public static List<String> lines(SubmissionReport report) {
        // snippet: results
        List<String> lines = new ArrayList<>();
        lines.add(report.toString());
        for (InvoiceResult result : report.results()) {
            lines.add(result.name() + ": "
                    + switch (result.state()) {
                        case ACCEPTED -> "issued as " + result.ksefNumber();
                        case REJECTED -> "refused, " + result.code() + ", " + result.reason();
                        case LEFT_OUT -> "not sent, " + result.reason();
                        case UNKNOWN -> "not known yet, " + result.reason();
                    });
        }
        // end
        return lines;
    }

    /** How an application sends by night. */
    public static SubmissionOptions options(Path archive, Path work) {
        // snippet: options
        SubmissionOptions options = SubmissionOptions.builder()
                .badInvoices(BadInvoices.LEAVE_OUT)
                .archive(archive)
                .workDirectory(work)
                .patience(Duration.ofMinutes(20))
                .build();
        // end
        return options;
    }

    /** Whether nothing is left to do; to be called again until then. */
    public static boolean isDone(
            KsefContextClient company,
            SubmissionId run,
            List<InvoiceSource> invoices,
            SubmissionOptions options,
            Consumer<SubmissionReport> books) {
        // snippet: again
        SubmissionReport report = company.submit(run, invoices, options);
        books.accept(report);
        return report.ended();
        // end
    }

    /** What a process that died has left. */
    public static void startUp(KsefContextClient company, Consumer<SubmissionReport> books) {
        // snippet: reconcile
        company.submissions().reconcile(Duration.ofMinutes(10)).forEach(books);
        // end
    }

    /** Invoices that were issued offline, and a file that was mended. */
    public static SubmissionReport offline(
            KsefContextClient company,
            SubmissionId run,
            List<InvoiceSource> issuedOffline,
            Path mended,
            Sha256 hashOfRejected) {
        // snippet: offline
        List<InvoiceSource> invoices = new ArrayList<>(issuedOffline);
        invoices.add(InvoiceSource.of(mended).correcting(hashOfRejected));
        SubmissionReport report = company.submit(
                run, invoices, SubmissionOptions.builder().offlineMode(true).build());
        // end
        return report;
    }

    /** Packages as tar.gz. */
    public static KsefClient.Builder tarGz(KsefClient.Builder settings) {
        // snippet: tarGz
        settings.archiver(TarGzArchiver.create());
        // end
        return settings;
    }

    /** How far it is. */
    public static KsefClient.Builder watched(KsefClient.Builder settings, Consumer<String> display) {
        // snippet: progress
        settings.listener(new KsefListener() {
            @Override
            public void onProgress(KsefEvent.Progress event) {
                var volume = event.volume();
                display.accept(
                        volume == null
                                ? event.what() + ": " + event.done() + " of " + event.total()
                                : event.what() + ": " + volume.doneBytes() + " of " + volume.totalBytes() + " bytes, "
                                        + volume.bytesPerSecond() + " each second");
            }
        });
        // end
        return settings;
    }

    /** What was done, for an auditor. */
    public static void export(KsefContextClient company, SubmissionId run, Path file) throws IOException {
        // snippet: export
        try (OutputStream out = Files.newOutputStream(file)) {
            company.submissions().export(run, out);
        }
        // end
    }

    /** What is not needed any more. */
    public static List<SubmissionId> tidy(KsefContextClient company) {
        // snippet: forget
        List<SubmissionId> forgotten = company.submissions().forgetEnded(Duration.ofDays(90));
        // end
        return forgotten;
    }

    /** One package by hand. */
    public static List<BatchInvoice> onePackage(KsefContextClient company, Path folder, Path work) {
        // snippet: package
        PackageOptions options = PackageOptions.of(FormCode.FA_3).directory(work);
        PackagePlan plan = company.packages().plan(InvoiceSource.folder(folder), options);
        try (InvoicePackage made = company.packages().make(plan)) {
            BatchSession session = company.sessions().openBatch(made);
            session.upload(made, Duration.ofMinutes(30));
            session.close();
            session.awaitProcessed(Duration.ofMinutes(30));
            return session.results(plan.invoices());
        }
        // end
    }
}
