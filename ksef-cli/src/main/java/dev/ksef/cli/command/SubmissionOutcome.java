package dev.ksef.cli.command;

import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.finding.InvoiceFinding;
import java.util.List;
import java.util.stream.Stream;

/** What the end of a submission means for whoever sent it. */
public final class SubmissionOutcome {

    private SubmissionOutcome() {}

    static ExitCode of(SubmissionReport report) {
        if (!report.ended()) {
            return ExitCode.UNFINISHED;
        }
        return report.isComplete() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** Writes the findings as results, and returns the failure that ends the command. */
    static Failure refused(Invocation invocation, KsefInvalidPackageException unfit) {
        Stream<Fields> rows = unfit.findings().entrySet().stream()
                .flatMap(invoice -> invoice.getValue().stream().map(finding -> row(invoice.getKey(), finding)));
        invocation.messages().wipe();
        invocation.output().results(List.of("invoice", "rule", "line", "finding", "remedy"), rows);
        return new Failure(
                ExitCode.REFUSED,
                invocation.words().get("send.unfit", unfit.findings().size()));
    }

    private static Fields row(String invoice, InvoiceFinding finding) {
        return Fields.of("invoice", invoice.replaceFirst("^#\\d+ ", ""))
                .and("state", "LEFT_OUT")
                .and("rule", finding.rule())
                .and("severity", finding.severity())
                .and("line", finding.line())
                .and("column", finding.column())
                .and("finding", finding.message())
                .and("remedy", finding.remedy());
    }
}
