package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.domain.batch.BadInvoices;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.submission.SubmissionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a folder of invoices as one act, which the same command goes on with after whatever ended it. */
public final class BatchCommand implements Command {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final List<String> COLUMNS = List.of("file", "state", "ksefNumber", "code", "reason");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("FOLDER")
                .option("--id", "NAME")
                .option("--out", "FOLDER")
                .option("--way", "WAY")
                .option("--patience", "TIME")
                .flag("--leave-out-bad")
                .flag("--offline");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path folder = Invocation.path(invocation.words(), invocation.given(0));
        if (!Files.isDirectory(folder)) {
            throw new Failure(ExitCode.FILES, invocation.words().get("folder.missing", folder));
        }
        SubmissionId id = SubmissionId.of(invocation.required("--id"));
        SubmissionOptions options = options(invocation);
        List<InvoiceSource> invoices = InvoiceSource.folder(folder);
        if (invoices.isEmpty()) {
            throw new Failure(ExitCode.FILES, invocation.words().get("folder.empty", folder));
        }
        try (Connection connection = Connection.open(invocation)) {
            SubmissionReport report = submitted(invocation, connection, id, invoices, options);
            invocation.messages().wipe();
            invocation.output().results(COLUMNS, report.results().stream().map(JournalCommand::invoice));
            return SubmissionOutcome.of(report);
        }
    }

    private static SubmissionOptions options(Invocation invocation) {
        var options = SubmissionOptions.builder()
                .patience(invocation.duration("--patience", PATIENCE))
                .way(invocation.choice("--way", Way.class, Way.AUTOMATIC))
                .badInvoices(invocation.has("--leave-out-bad") ? BadInvoices.LEAVE_OUT : BadInvoices.REFUSE_ALL)
                .offlineMode(invocation.has("--offline"));
        @Nullable Path archive = invocation.folder("--out");
        return archive == null ? options.build() : options.archive(archive).build();
    }

    private static SubmissionReport submitted(
            Invocation invocation,
            Connection connection,
            SubmissionId id,
            List<InvoiceSource> invoices,
            SubmissionOptions options) {
        var interrupted = invocation.around().ifInterrupted();
        interrupted.set(invocation.words().get("send.interrupted"));
        try {
            return connection.company().submit(id, invoices, options);
        } catch (KsefInvalidPackageException unfit) {
            throw SubmissionOutcome.refused(invocation, unfit);
        } finally {
            interrupted.set(null);
        }
    }
}
