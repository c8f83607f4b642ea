package dev.ksef.domain.submission;

import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.batch.PackageOptions;
import dev.ksef.domain.batch.PackagePlan;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.session.BatchSession;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.FormCode;
import dev.ksef.model.error.KsefSessionLostException;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;

/** Sends invoices of one form in packages, each step of which is written into the journal before it is made. */
final class BatchSending {

    private final Sessions sessions;
    private final Packages packages;
    private final SubmissionLog log;
    private final SubmissionPlan plan;
    private final SubmissionOptions options;
    private final PackageLimits limits;
    private final Time time;
    private final Deadline deadline;

    BatchSending(
            Sessions sessions,
            Packages packages,
            SubmissionLog log,
            SubmissionPlan plan,
            SubmissionOptions options,
            PackageLimits limits,
            Time time,
            Deadline deadline) {
        this.sessions = sessions;
        this.packages = packages;
        this.log = log;
        this.plan = plan;
        this.options = options;
        this.limits = limits;
        this.time = time;
        this.deadline = deadline;
    }

    /** Sends invoices in as many packages as are needed. What became of them, the settlement of the sessions tells. */
    void send(FormCode formCode, List<PlannedInvoice> invoices) {
        var packageOptions = PackageOptions.of(formCode)
                .offlineMode(options.offlineMode())
                .limits(limits)
                .directory(options.workDirectory());
        PackagePlan all = PackagePlan.of(
                packageOptions,
                invoices.stream().map(PlannedInvoice::invoice).toList(),
                invoice -> plan.content(invoice.index()));
        for (PackagePlan one : all.split()) {
            if (deadline.hasPassed(time)) {
                return;
            }
            try (InvoicePackage made = packages.make(one)) {
                send(made);
            }
        }
    }

    private void send(InvoicePackage made) {
        List<Integer> indexes =
                made.plan().invoices().stream().map(PackagedInvoice::index).toList();
        int attempt = log.opening(SessionType.BATCH, indexes);
        BatchSession session = sessions.openBatch(made);
        log.opened(attempt, session.referenceNumber());
        try {
            session.upload(
                    made,
                    Duration.ofMillis(Math.max(1, deadline.remainingMillis(time))),
                    options.uploadsAtATime(),
                    part -> log.uploaded(attempt, part.declared().ordinalNumber()));
        } catch (KsefSessionLostException lost) {
            log.lost(attempt, String.valueOf(lost.getMessage()));
            return;
        }
        log.closing(attempt);
    }
}
