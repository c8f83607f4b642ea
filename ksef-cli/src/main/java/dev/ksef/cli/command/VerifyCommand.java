package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.invoice.InvoiceLinkCheck;
import dev.ksef.domain.invoice.LinkVerdict;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Upo;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.signature.upo.UpoSignatureCheck;
import dev.ksef.signature.upo.UpoSignatureVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks an invoice against what proves or names it: its number, its hash, its code, its confirmation. It asks nobody.
 */
public final class VerifyCommand implements Command {

    private final List<Fields> verdicts = new ArrayList<>();
    private boolean allGood = true;

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("INVOICE")
                .option("--ksef-number", "NUMBER")
                .option("--hash", "BASE64")
                .option("--link", "URL")
                .option("--upo", "FILE")
                .option("--upo-certificate", "FILE")
                .option("--environment", "NAME")
                .option("--qr-base", "URL");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        InvoiceFile invoice = InvoiceFile.read(invocation.given(0), invocation.words());
        @Nullable KsefNumber number = number(invocation);
        @Nullable String hash = invocation.text("--hash");
        if (hash != null) {
            boolean same = hash.equals(invoice.facts().hash().value())
                    || hash.equals(invoice.facts().hash().base64Url());
            verdict("hash", same, same ? "" : "the file has " + invoice.facts().hash());
        }
        @Nullable String link = invocation.text("--link");
        if (link != null) {
            LinkVerdict verdict = new InvoiceLinkCheck(QrCommand.environment(invocation)).check(link, invoice.facts());
            verdict("code", verdict.fits(), verdict.misfits().toString());
        }
        @Nullable Path upo = invocation.path("--upo");
        if (upo != null) {
            confirmation(invocation, invoice, number, upo);
        }
        if (verdicts.isEmpty()) {
            throw new Failure(ExitCode.USAGE, invocation.words().get("verify.nothing"));
        }
        invocation.output().results(List.of("check", "good", "finding"), verdicts.stream());
        return allGood ? ExitCode.OK : ExitCode.REFUSED;
    }

    private @Nullable KsefNumber number(Invocation invocation) {
        @Nullable String written = invocation.text("--ksef-number");
        if (written == null) {
            return null;
        }
        var number = new KsefNumber(written.strip());
        verdict("number", number.isValid(), number.isValid() ? "" : "its form or check sum is wrong");
        return number;
    }

    private void confirmation(Invocation invocation, InvoiceFile invoice, @Nullable KsefNumber number, Path file) {
        Upo upo = Upo.of(content(invocation, file));
        UpoConfirmation confirmation = UpoConfirmation.read(upo);
        boolean confirms = confirmation
                .find(invoice.facts().hash())
                .filter(found -> number == null || number.equals(found.ksefNumber()))
                .isPresent();
        verdict("confirmation", confirms, confirms ? "" : "it does not confirm this file");
        @Nullable Path certificate = invocation.path("--upo-certificate");
        if (certificate == null) {
            verdicts.add(Fields.of("check", "signature")
                    .and("good", null)
                    .and("finding", invocation.words().get("verify.unsigned")));
            return;
        }
        UpoSignatureVerdict verdict = new UpoSignatureCheck(certificate(invocation, certificate)).check(upo);
        verdict("signature", verdict.isGood(), verdict.isGood() ? "" : verdict.outcome() + ": " + verdict.findings());
    }

    private void verdict(String check, boolean good, String finding) {
        allGood &= good;
        verdicts.add(Fields.of("check", check).and("good", good).and("finding", good ? null : finding));
    }

    private static byte[] content(Invocation invocation, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.FILES, invocation.words().get("file.unreadable", file));
        }
    }

    private static X509Certificate certificate(Invocation invocation, Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return Optional.of(CertificateFactory.getInstance("X.509").generateCertificate(content))
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .orElseThrow(CertificateException::new);
        } catch (IOException | CertificateException unreadable) {
            throw new Failure(ExitCode.FILES, invocation.words().get("file.unreadable", file));
        }
    }
}
