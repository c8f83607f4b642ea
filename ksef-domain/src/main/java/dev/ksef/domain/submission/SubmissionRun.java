package dev.ksef.domain.submission;

import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.domain.session.BatchInvoice;
import dev.ksef.domain.session.BatchSession;
import dev.ksef.domain.submission.InvoiceRouting.Group;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works on one submission: first on what an earlier run has left, then on what is still to be sent, until nothing is left, or
 * the patience has ended.
 */
final class SubmissionRun {

    /** How often what is left is sent: a session may take only some, or be lost. */
    private static final int MOST_ROUNDS = 20;

    /** How many sessions of one invoice may be lost in one run before it is left to the next run. */
    private static final int MOST_LOSSES = 3;

    private final SubmissionDependencies dependencies;
    private final SubmissionLog log;
    private final @Nullable SubmissionPlan plan;
    private final SubmissionOptions options;
    private final PackageLimits packageLimits;
    private final Deadline deadline;
    private final AcceptedFiles files;
    private final PackageKeys keys;
    private final SessionSettlement settlement;

    /**
     * @param plan what invoices are read from; null where nothing can be sent
     * @param packageLimits how large a package of this context may be
     */
    SubmissionRun(
            SubmissionDependencies dependencies,
            SubmissionLog log,
            @Nullable SubmissionPlan plan,
            SubmissionOptions options,
            PackageLimits packageLimits,
            Deadline deadline) {
        this.dependencies = dependencies;
        this.log = log;
        this.plan = plan;
        this.options = options;
        this.packageLimits = packageLimits;
        this.deadline = deadline;
        this.files = new AcceptedFiles(
                dependencies.sessions(), log, plan, options.archive().orElse(null), dependencies.crypto());
        this.keys = new PackageKeys(dependencies, log.submission(), deadline);
        this.settlement = new SessionSettlement(
                dependencies.sessions(),
                log,
                dependencies.judge(),
                files,
                dependencies.crypto(),
                keys,
                dependencies.time(),
                deadline,
                options.repeats());
    }

    /** Sends what is left, and waits for it. */
    void run() {
        inTime(() -> {
            SubmissionPlan sources = Objects.requireNonNull(plan, "plan");
            compareAgain();
            resume(sources);
            settle();
            Map<Integer, Long> earlierLosses = losses();
            for (int round = 1; round <= MOST_ROUNDS; round++) {
                List<PlannedInvoice> pending = pending(earlierLosses);
                if (pending.isEmpty() || deadline.hasPassed(time())) {
                    break;
                }
                send(pending, sources);
                settle();
            }
            storeTheRest();
        });
    }

    /** Looks at what is left, and sends nothing. */
    void reconcile() {
        inTime(() -> {
            compareAgain();
            settle();
        });
    }

    /** Does the work until it is done. Where KSeF's limits hold it back, it goes on when they let it. */
    private boolean isDone(Runnable work) {
        try {
            work.run();
            return true;
        } catch (KsefRateLimitedException limited) {
            Duration pause = limited.retryAfter().orElse(Duration.ZERO);
            Deadline end = Deadline.after(pause, time());
            if (pause.isZero() || end.atMillis() > deadline.atMillis()) {
                throw limited;
            }
            new StatusPolling(time(), dependencies.listener()).until("KSeF's limits", end.atMillis());
            return false;
        }
    }

    private void inTime(Runnable work) {
        try {
            boolean done = false;
            while (!done) {
                done = isDone(work);
            }
        } catch (KsefDeadlineException late) {
            if (Thread.currentThread().isInterrupted() || !deadline.hasPassed(time())) {
                throw late;
            }
            return;
        }
        if (log.state().results().stream().allMatch(InvoiceResult::isFinal)) {
            log.end();
        }
    }

    /** Goes on with the uploads that were cut off. */
    private void resume(SubmissionPlan sources) {
        for (SessionEntry session : log.state().openSessions()) {
            if (session.lacksParts() && keys.mayHave(session)) {
                resumption(sources).resume(session);
            }
        }
    }

    private void settle() {
        keys.forgetUnneeded(log.state());
        for (SessionEntry session : log.state().openSessions()) {
            settlement.settle(session.attempt());
        }
        keys.forgetUnneeded(log.state());
    }

    /** Once in each run, and each result at once: KSeF takes few of these questions in an hour. */
    private void compareAgain() {
        for (InvoiceResult result : log.state().results()) {
            if (result.code() == ResultJudge.DUPLICATE && !result.isFinal()) {
                log.results(comparedAgain(result).filter(InvoiceResult::isFinal).stream()
                        .toList());
            }
        }
    }

    /** An original that could not be seen when its duplicate was refused may be seen now. */
    private Optional<InvoiceResult> comparedAgain(InvoiceResult result) {
        PlannedInvoice invoice = Objects.requireNonNull(log.state().planned(result.index()), "a planned invoice");
        ReferenceNumber session = Objects.requireNonNull(result.session(), "session");
        ReferenceNumber reference = Objects.requireNonNull(result.referenceNumber(), "referenceNumber");
        BatchSession asked = dependencies.sessions().resumeBatch(session);
        try {
            SessionInvoice row = asked.invoice(reference);
            return Optional.of(dependencies.judge().judge(invoice, row, session, false));
        } catch (KsefApiException | KsefTransportException unseen) {
            return Optional.empty();
        }
    }

    private Map<Integer, Long> losses() {
        return log.state().planned().stream()
                .collect(Collectors.toMap(
                        PlannedInvoice::index, invoice -> log.state().losses(invoice.index())));
    }

    private List<PlannedInvoice> pending(Map<Integer, Long> earlierLosses) {
        return log.state().pending().stream()
                .filter(invoice -> log.state().losses(invoice.index()) - earlierLosses.getOrDefault(invoice.index(), 0L)
                        < MOST_LOSSES)
                .toList();
    }

    private void send(List<PlannedInvoice> pending, SubmissionPlan sources) {
        var routing = new InvoiceRouting(options, dependencies.limits(), time());
        for (Map.Entry<Group, List<PlannedInvoice>> group :
                routing.groups(pending).entrySet()) {
            if (group.getKey().batch()) {
                sending(sources).send(group.getKey().formCode(), group.getValue());
            } else {
                new OnlineSending(
                                dependencies.sessions(),
                                log,
                                sources,
                                settlement,
                                options.offlineMode(),
                                dependencies.crypto(),
                                time(),
                                deadline)
                        .send(group.getKey().formCode(), group.getValue());
            }
        }
    }

    private BatchSending sending(SubmissionPlan sources) {
        return new BatchSending(
                dependencies.sessions(),
                dependencies.packages(),
                log,
                sources,
                options,
                keys,
                new SealedLinks(dependencies.crypto()),
                packageLimits,
                time(),
                deadline);
    }

    private BatchResumption resumption(SubmissionPlan sources) {
        return new BatchResumption(
                dependencies.sessions(),
                dependencies.packages(),
                keys,
                new SealedLinks(dependencies.crypto()),
                log,
                sending(sources));
    }

    /** Stores what was accepted before, and not stored then. */
    void storeTheRest() {
        if (!files.areWanted()) {
            return;
        }
        for (SessionEntry session : log.state().sessions()) {
            ReferenceNumber reference = session.reference();
            if (session.phase() == SessionEntry.Phase.ENDED && reference != null && isToBeStored(session)) {
                List<BatchInvoice> rows = settlement.rows(session, reference);
                files.store(reference, rows);
            }
        }
    }

    private boolean isToBeStored(SessionEntry session) {
        return log.state().results().stream()
                .anyMatch(result -> result.state() == InvoiceResult.State.ACCEPTED
                        && session.invoices().contains(result.index())
                        && !log.state().isStored(result.index()));
    }

    private Time time() {
        return dependencies.time();
    }
}
