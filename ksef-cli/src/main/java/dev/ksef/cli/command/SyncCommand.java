package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.FailureReport;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.export.InvoiceFolder;
import dev.ksef.domain.sync.AuditReport;
import dev.ksef.domain.sync.ChainReport;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.model.invoice.SubjectType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Fetches what is new since the last time into a folder. The profile remembers how far it has come. */
public final class SyncCommand implements Command {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final int DAYS = 30;
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final Duration AUDITED = Duration.ofDays(30);
    private static final List<String> COLUMNS =
            List.of("as", "new", "completeUntil", "late", "notStoredYet", "unseen", "failure");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameter("FOLDER")
                .option("--as", "ROLE")
                .option("--from", "DAY")
                .option("--patience", "TIME")
                .flag("--audit");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path path = Invocation.path(invocation.words(), invocation.given(0));
        SyncOptions options = options(invocation);
        try (Connection connection = Connection.open(invocation)) {
            InvoiceFolder folder = connection.client().folder(path);
            invocation.around().ifInterrupted().set(invocation.words().get("fetch.interrupted"));
            SyncReport report = connection.company().sync(options, SyncConsumer.into(folder));
            invocation.around().ifInterrupted().set(null);
            invocation.messages().wipe();
            invocation.output().results(COLUMNS, report.chains().stream().map(SyncCommand::fields));
            return code(invocation, report);
        }
    }

    private static SyncOptions options(Invocation invocation) {
        SyncOptions all = SyncOptions.from(
                        invocation.day("--from", LocalDate.now(WARSAW).minusDays(DAYS)))
                .patience(invocation.duration("--patience", PATIENCE));
        SyncOptions options = invocation.has("--as")
                ? all.subjects(invocation.choice("--as", SubjectType.class, SubjectType.BUYER))
                : all;
        return invocation.has("--audit") ? options.auditEvery(1, AUDITED) : options;
    }

    private static Fields fields(ChainReport chain) {
        AuditReport audit = chain.audit().orElse(null);
        return Fields.of(
                        "as",
                        chain.subjectType().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .and("new", chain.handedOut())
                .and("repeats", chain.repeats())
                .and("completeUntil", chain.mark().orElse(null))
                .and("available", chain.isAvailable())
                .and("late", audit == null ? null : audit.late().size())
                .and(
                        "notStoredYet",
                        audit == null ? null : audit.withoutStorageDate().size())
                .and("unseen", audit == null ? null : audit.unseen().size())
                .and("failure", chain.failure().map(Throwable::getMessage).orElse(null));
    }

    /** The first failure decides, and its message comes with the results. */
    private static ExitCode code(Invocation invocation, SyncReport report) {
        return report.chains().stream()
                .flatMap(chain -> chain.failure().stream())
                .findFirst()
                .map(failure -> FailureReport.of(failure, invocation.words(), invocation.messages())
                        .code())
                .orElse(report.isComplete() ? ExitCode.OK : ExitCode.UNFINISHED);
    }
}
