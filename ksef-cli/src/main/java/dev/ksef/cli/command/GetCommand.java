package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.invoice.DownloadedInvoice;
import dev.ksef.model.KsefNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Fetches an invoice by its KSeF number. */
public final class GetCommand implements Command {

    @Override
    public void declare(Declaration declaration) {
        declaration.parameter("KSEF-NUMBER").option("--out", "FILE");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        KsefNumber number = References.ksefNumber(invocation.given(0), invocation.words());
        try (Connection connection = Connection.open(invocation)) {
            DownloadedInvoice invoice = connection.company().invoices().get(number);
            @Nullable Path named = invocation.path("--out");
            if (named != null && named.toString().equals("-")) {
                invocation.output().bytes(invoice.bytes());
                return ExitCode.OK;
            }
            Path file = named == null ? Path.of(number + ".xml") : named;
            write(file, invoice.bytes());
            invocation
                    .output()
                    .result(Fields.of("ksefNumber", number)
                            .and("stored", file)
                            .and("hash", invoice.hash())
                            .and("hashConfirmed", invoice.isHashConfirmed()));
            return ExitCode.OK;
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            PrivateFile.replaceShared(file, content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The invoice cannot be written to " + file, unwritable);
        }
    }
}
