package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.profile.Profile;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.qr.QrCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one invoice and waits for its number, its confirmation and its code. Each step stands in the journal before it
 * is made, so the same command goes on after whatever ended it, and tells the same once all is done.
 */
public final class SendCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("INVOICE")
                .option("--out", "FOLDER")
                .option("--id", "NAME")
                .option("--patience", "TIME")
                .flag("--offline");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        InvoiceFile invoice = InvoiceFile.read(invocation.given(0), invocation.words());
        String named = invocation.text("--id");
        SubmissionId id = named == null ? invoice.submission() : SubmissionId.of(named);
        Path out = invocation.folder("--out");
        Path folder = out == null ? invoice.folder() : out;
        try (Connection connection = Connection.open(invocation)) {
            SubmissionReport report = submitted(invocation, connection, invoice, id, folder);
            InvoiceResult result = report.results().get(0);
            invocation.messages().wipe();
            invocation.output().result(told(connection.profile(), invoice, id, folder, result));
            return SubmissionOutcome.of(report);
        }
    }

    private static SubmissionReport submitted(
            Invocation invocation, Connection connection, InvoiceFile invoice, SubmissionId id, Path folder) {
        SubmissionOptions options = SubmissionOptions.builder()
                .archive(folder)
                .patience(invocation.duration("--patience", PATIENCE))
                .offlineMode(invocation.has("--offline"))
                .build();
        var interrupted = invocation.around().ifInterrupted();
        interrupted.set(invocation.words().get("send.interrupted"));
        try {
            // The bytes that were hashed are those that are sent, whatever becomes of the file meanwhile.
            var source = InvoiceSource.of(invoice.name(), invoice.xml());
            return connection.company().submit(id, List.of(source), options);
        } catch (KsefInvalidPackageException unfit) {
            throw SubmissionOutcome.refused(invocation, unfit);
        } finally {
            interrupted.set(null);
        }
    }

    private static Fields told(
            Profile profile, InvoiceFile invoice, SubmissionId id, Path folder, InvoiceResult result) {
        Fields fields = Fields.of("file", invoice.path())
                .and("state", result.state())
                .and("ksefNumber", result.ksefNumber())
                .and("session", result.session())
                .and("referenceNumber", result.referenceNumber())
                .and("submission", id)
                .and("hash", invoice.facts().hash())
                .and("code", result.code() == 0 ? null : result.code())
                .and("reason", result.reason().isEmpty() ? null : result.reason());
        KsefNumber number = result.ksefNumber();
        if (result.state() != InvoiceResult.State.ACCEPTED || number == null) {
            return fields;
        }
        InvoiceVerificationLink link =
                invoice.link(profile.environment(), number).orElse(null);
        return fields.and("upo", ifThere(folder.resolve(number + ".upo.xml")))
                .and("stored", ifThere(folder.resolve(number + ".xml")))
                .and("link", link)
                .and("qr", link == null ? null : drawn(link, folder.resolve(number + ".png")));
    }

    private static @Nullable Path ifThere(Path file) {
        return Files.exists(file) ? file : null;
    }

    private static Path drawn(InvoiceVerificationLink link, Path file) {
        try {
            PrivateFile.replaceShared(file, QrCode.png(link));
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The code cannot be written to " + file, unwritable);
        }
    }
}
