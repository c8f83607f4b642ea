package dev.ksef.cli.command;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Text;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.submission.SubmissionId;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An invoice on the disk, and what can be told from its bytes. */
public record InvoiceFile(Path path, InvoiceXml xml, InvoiceFacts facts) {

    private static final int LONGEST_NAME = 50;

    static InvoiceFile read(String name, Words words) {
        Path path = Invocation.path(words, name);
        if (!Files.isRegularFile(path)) {
            throw new Failure(ExitCode.FILES, words.get("file.missing", path));
        }
        try {
            InvoiceXml xml = InvoiceXml.read(path);
            return new InvoiceFile(path, xml, new InvoiceReader(new JdkCryptoEngine()).read(xml));
        } catch (UncheckedIOException unreadable) {
            throw new Failure(ExitCode.FILES, words.get("file.unreadable", path));
        } catch (IllegalArgumentException unfit) {
            throw new Failure(ExitCode.FILES, path + ": " + unfit.getMessage());
        }
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** The folder it lies in. */
    Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** Returns the name under which it is sent: the same for the same file, however often the command is given. */
    SubmissionId submission() {
        String name = Text.oneLine(name());
        String begin = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return SubmissionId.of(begin + " " + facts.hash().base64Url());
    }

    /** Returns the link behind its code; empty if seller and date cannot be read. */
    Optional<InvoiceVerificationLink> link(KsefEnvironment environment, @Nullable KsefNumber number) {
        return facts.sellerNip() == null || facts.issueDate() == null
                ? Optional.empty()
                : Optional.of(new InvoiceVerificationLink(
                        environment.qrBase(), facts.sellerNip(), facts.issueDate(), facts.hash(), number));
    }
}
