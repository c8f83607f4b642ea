package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.Environments;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.cli.shell.Words;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.qr.QrCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Draws the code of an invoice (KOD I). It asks nobody, and needs no sign-in. */
public final class QrCommand implements Command {

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("INVOICE")
                .option("--ksef-number", "NUMBER")
                .option("--environment", "NAME")
                .option("--qr-base", "URL")
                .option("--out", "FILE");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Words words = invocation.words();
        InvoiceFile invoice = InvoiceFile.read(invocation.given(0), words);
        @Nullable String written = invocation.text("--ksef-number");
        @Nullable KsefNumber number = written == null ? null : References.ksefNumber(written, words);
        InvoiceVerificationLink link = invoice.link(environment(invocation), number)
                .orElseThrow(() -> new Failure(ExitCode.REFUSED, words.get("qr.unreadable", invoice.path())));
        @Nullable Path named = invocation.path("--out");
        Path file = named == null ? invoice.folder().resolve(invoice.name() + ".png") : named;
        write(file, file.toString().endsWith(".svg") ? QrCode.svg(link) : QrCode.png(link));
        invocation
                .output()
                .result(Fields.of("link", link).and("label", link.label()).and("qr", file));
        return ExitCode.OK;
    }

    /** Returns the environment that was named, or that of the profile. */
    static KsefEnvironment environment(Invocation invocation) {
        @Nullable String named = invocation.text("--environment");
        return named == null
                ? invocation.profile().environment()
                : Environments.named(named, invocation.text("--qr-base"), invocation.words());
    }

    private static void write(Path file, byte[] content) {
        try {
            PrivateFile.replaceShared(file, content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The code cannot be written to " + file, unwritable);
        }
    }
}
