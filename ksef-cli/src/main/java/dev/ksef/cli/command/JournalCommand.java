package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.domain.submission.Submissions;
import dev.ksef.model.submission.SubmissionId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what was sent from this profile, and brings to an end what was cut off, as far as that needs no invoices. */
public final class JournalCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> COLUMNS =
            List.of("submission", "ended", "invoices", "accepted", "rejected", "leftOut", "unknown");
    private static final List<String> INVOICE_COLUMNS = List.of("file", "state", "ksefNumber", "code", "reason");

    @Override
    public void declare(Declaration declaration) {
        declaration.optionalParameter("ACTION").optionalParameter("SUBMISSION").option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        @Nullable String action = invocation.parameter(0);
        try (Connection connection = Connection.open(invocation)) {
            Submissions submissions = connection.company().submissions();
            return switch (action == null ? "list" : action) {
                case "list" -> list(invocation, submissions);
                case "reconcile" -> reconcile(invocation, submissions);
                case "show" -> show(invocation, submissions);
                case "export" -> export(invocation, submissions);
                case "forget" -> forget(invocation, submissions);
                default ->
                    throw new Failure(
                            ExitCode.USAGE,
                            invocation.words().get("no.choice", "ACTION", "list, show, export, reconcile, forget"));
            };
        }
    }

    private static ExitCode list(Invocation invocation, Submissions submissions) {
        Stream<Fields> rows = submissions.list().stream()
                .map(submissions::find)
                .flatMap(Optional::stream)
                .map(JournalCommand::counted);
        invocation.output().results(COLUMNS, rows);
        return ExitCode.OK;
    }

    private static ExitCode reconcile(Invocation invocation, Submissions submissions) {
        List<SubmissionReport> reports = submissions.reconcile(invocation.duration("--patience", PATIENCE));
        invocation.output().results(COLUMNS, reports.stream().map(JournalCommand::counted));
        return reports.stream().allMatch(SubmissionReport::ended) ? ExitCode.OK : ExitCode.UNFINISHED;
    }

    private static ExitCode show(Invocation invocation, Submissions submissions) {
        SubmissionReport report = submissions
                .find(named(invocation))
                .orElseThrow(
                        () -> new Failure(ExitCode.REFUSED, invocation.words().get("journal.unknown")));
        invocation.output().results(INVOICE_COLUMNS, report.results().stream().map(JournalCommand::invoice));
        return SubmissionOutcome.of(report);
    }

    private static ExitCode export(Invocation invocation, Submissions submissions) {
        var lines = new ByteArrayOutputStream();
        submissions.export(named(invocation), lines);
        invocation.output().bytes(lines.toByteArray());
        return ExitCode.OK;
    }

    private static ExitCode forget(Invocation invocation, Submissions submissions) {
        SubmissionId id = named(invocation);
        submissions.forget(id);
        invocation.output().result(Fields.of("submission", id).and("forgotten", true));
        return ExitCode.OK;
    }

    private static SubmissionId named(Invocation invocation) {
        return SubmissionId.of(invocation.given(1));
    }

    /** Returns one submission as a row. */
    static Fields counted(SubmissionReport report) {
        return Fields.of("submission", report.id())
                .and("ended", report.ended())
                .and("invoices", report.results().size())
                .and("accepted", report.in(State.ACCEPTED).size())
                .and("rejected", report.in(State.REJECTED).size())
                .and("leftOut", report.in(State.LEFT_OUT).size())
                .and("unknown", report.in(State.UNKNOWN).size());
    }

    /** Returns one invoice of a submission as a row. */
    static Fields invoice(InvoiceResult result) {
        return Fields.of("file", result.name())
                .and("state", result.state())
                .and("ksefNumber", result.ksefNumber())
                .and("session", result.session())
                .and("referenceNumber", result.referenceNumber())
                .and("hash", result.hash())
                .and("code", result.code() == 0 ? null : result.code())
                .and("reason", result.reason().isEmpty() ? null : result.reason());
    }
}
