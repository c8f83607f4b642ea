package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.export.InvoiceFolder;
import dev.ksef.model.invoice.InvoiceQuery;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches all invoices that a query finds into a folder, in packages that KSeF makes. */
public final class ExportCommand implements Command {

    private static final Duration PATIENCE = Duration.ofHours(2);

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("FOLDER")
                .option("--as", "ROLE")
                .option("--by", "DATE-TYPE")
                .option("--from", "DAY")
                .option("--to", "DAY")
                .option("--seller", "NIP")
                .option("--buyer", "NIP")
                .option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path path = Invocation.path(invocation.words(), invocation.given(0));
        InvoiceQuery query = QueryCommand.query(invocation);
        Duration patience = invocation.duration("--patience", PATIENCE);
        try (Connection connection = Connection.open(invocation)) {
            InvoiceFolder folder = connection.client().folder(path);
            invocation.around().ifInterrupted().set(invocation.words().get("fetch.interrupted"));
            long found = connection.company().exports().download(query, folder, ExportOptions.USUAL, patience);
            invocation.around().ifInterrupted().set(null);
            invocation.messages().wipe();
            invocation.output().result(Fields.of("folder", path).and("invoices", found));
            return ExitCode.OK;
        }
    }
}
