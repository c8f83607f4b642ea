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
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefSessionLostException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends invoices of one form in packages, each step of which is written into the journal before it is made. */
final class BatchSending {

    private final Sessions sessions;
    private final Packages packages;
    private final SubmissionLog log;
    private final SubmissionPlan plan;
    private final SubmissionOptions options;
    private final PackageKeys keys;
    private final SealedLinks seal;
    private final PackageLimits limits;
    private final Time time;
    private final Deadline deadline;

    BatchSending(
            Sessions sessions,
            Packages packages,
            SubmissionLog log,
            SubmissionPlan plan,
            SubmissionOptions options,
            PackageKeys keys,
            SealedLinks seal,
            PackageLimits limits,
            Time time,
            Deadline deadline) {
        this.sessions = sessions;
        this.packages = packages;
        this.log = log;
        this.plan = plan;
        this.options = options;
        this.keys = keys;
        this.seal = seal;
        this.limits = limits;
        this.time = time;
        this.deadline = deadline;
    }

    /** Sends invoices in as many packages as are needed. What became of them, the settlement of the sessions tells. */
    void send(FormCode formCode, List<PlannedInvoice> invoices) {
        for (PackagePlan one : plan(formCode, limits, invoices).split()) {
            if (deadline.hasPassed(time)) {
                return;
            }
            try (InvoicePackage made = packages.make(one)) {
                send(made);
            }
        }
    }

    PackagePlan plan(FormCode formCode, PackageLimits size, List<PlannedInvoice> invoices) {
        var packageOptions = PackageOptions.of(formCode)
                .offlineMode(options.offlineMode())
                .limits(size)
                .directory(options.workDirectory());
        return PackagePlan.of(
                packageOptions,
                invoices.stream().map(PlannedInvoice::invoice).toList(),
                invoice -> plan.content(invoice.index()));
    }

    /** A key that is kept before the journal names it is overwritten by the next package, if it comes to nothing. */
    private void send(InvoicePackage made) {
        List<Integer> indexes =
                made.plan().invoices().stream().map(PackagedInvoice::index).toList();
        ReferenceNumber keptKey = keys.keep(log.nextAttempt(), made.key());
        int attempt = log.opening(
                indexes,
                DeclaredPackage.of(made.file(), made.plan().options().limits().partBytes(), keptKey));
        BatchSession session = sessions.openBatch(made);
        log.opened(attempt, session.referenceNumber(), keptKey == null ? null : sealedLinks(session, made));
        upload(session, made, attempt, Set.of());
    }

    private @Nullable String sealedLinks(BatchSession session, InvoicePackage made) {
        return seal.seal(session.uploadRequests(), made.key()).orElse(null);
    }

    /**
     * Uploads the parts of a package that are missing. A session that KSeF takes no more parts into is given up.
     *
     * @param arrived the ordinal numbers of the parts that are there
     */
    void upload(BatchSession session, InvoicePackage made, int attempt, Set<Integer> arrived) {
        try {
            session.upload(
                    made,
                    arrived,
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
