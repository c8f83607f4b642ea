package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.Environments;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.profile.Profile.SignInMeans;
import dev.ksef.cli.profile.SignInSource;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.port.time.Time;
import dev.ksef.qr.QrCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Draws the code of an invoice (KOD I), and with a certificate for it that of its issuer (KOD II) in the same picture. It
 * asks nobody, and needs no sign-in.
 */
public final class QrCommand implements Command {

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("INVOICE")
                .option("--ksef-number", "NUMBER")
                .option("--environment", "NAME")
                .option("--qr-base", "URL")
                .option("--context", "NIP")
                .option("--out", "FILE");
        SignInOptions.declare(declaration);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Words words = invocation.words();
        InvoiceFile invoice = InvoiceFile.read(invocation.given(0), words);
        @Nullable String written = invocation.text("--ksef-number");
        @Nullable KsefNumber number = written == null ? null : References.ksefNumber(written, words);
        KsefEnvironment environment = environment(invocation);
        InvoiceVerificationLink link = invoice.link(environment, number)
                .orElseThrow(() -> new Failure(ExitCode.REFUSED, words.get("qr.unreadable", invoice.path())));
        @Nullable Path named = invocation.path("--out");
        Path file = named == null ? invoice.folder().resolve(invoice.name() + ".png") : named;
        boolean vectors = file.toString().endsWith(".svg");
        @Nullable SignInMeans certificate = SignInOptions.certificate(invocation);
        if (certificate == null) {
            write(file, vectors ? QrCode.svg(link) : QrCode.png(link));
            invocation
                    .output()
                    .result(Fields.of("link", link).and("label", link.label()).and("qr", file));
            return ExitCode.OK;
        }
        OfflineLinks links = offline(invocation, environment, certificate, invoice);
        write(file, vectors ? QrCode.svg(links) : QrCode.png(links));
        invocation
                .output()
                .result(Fields.of("link", links.invoice())
                        .and("label", links.invoice().label())
                        .and("certificateLink", links.certificate())
                        .and("certificateLabel", links.certificate().label())
                        .and("qr", file));
        return ExitCode.OK;
    }

    private static OfflineLinks offline(
            Invocation invocation, KsefEnvironment environment, SignInMeans certificate, InvoiceFile invoice) {
        if (invocation.has("--ksef-number")) {
            throw new Failure(ExitCode.USAGE, invocation.words().get("qr.numbered"));
        }
        @Nullable String context = invocation.text("--context");
        Nip nip = context == null
                ? Objects.requireNonNull(invoice.facts().sellerNip())
                : References.nip(context, invocation.words());
        try (var source = new SignInSource(
                certificate, invocation.secrets(), invocation.words(), invocation.text("--secret-file"))) {
            return new OfflineCodes(environment, source.signer(), Time.system()).links(invoice.facts(), nip);
        }
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
