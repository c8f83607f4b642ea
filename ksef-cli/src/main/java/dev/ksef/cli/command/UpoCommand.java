package dev.ksef.cli.command;

import dev.ksef.KsefContextClient;
import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Upo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches the official confirmation of an invoice. The journal knows the sessions of what was sent from here. */
public final class UpoCommand implements Command {

    @Override
    public void declare(Declaration declaration) {
        declaration.parameter("KSEF-NUMBER").option("--session", "SESSION").option("--out", "FILE");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Words words = invocation.words();
        KsefNumber number = References.ksefNumber(invocation.given(0), words);
        @Nullable String named = invocation.text("--session");
        try (Connection connection = Connection.open(invocation)) {
            ReferenceNumber session = named != null
                    ? References.session(named, words)
                    : journalled(connection.company(), number)
                            .orElseThrow(() -> new Failure(ExitCode.USAGE, words.get("upo.session")));
            Upo upo = connection.company().sessions().upo(session).ofInvoice(number);
            write(invocation, number, session, upo);
            return ExitCode.OK;
        }
    }

    private static void write(Invocation invocation, KsefNumber number, ReferenceNumber session, Upo upo) {
        Path named = invocation.path("--out");
        if (named != null && named.toString().equals("-")) {
            invocation.output().bytes(upo.bytes());
            return;
        }
        Path file = named == null ? Path.of(number + ".upo.xml") : named;
        try {
            PrivateFile.replaceShared(file, upo.bytes());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The confirmation cannot be written to " + file, unwritable);
        }
        invocation
                .output()
                .result(Fields.of("ksefNumber", number).and("session", session).and("upo", file));
    }

    private static Optional<ReferenceNumber> journalled(KsefContextClient company, KsefNumber number) {
        var submissions = company.submissions();
        return submissions.list().stream()
                .map(submissions::find)
                .flatMap(Optional::stream)
                .map(SubmissionReport::results)
                .flatMap(List::stream)
                .filter(result -> number.equals(result.ksefNumber()) && result.session() != null)
                .map(InvoiceResult::session)
                .findFirst();
    }
}
