package dev.ksef.domain.sync;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Synchronises one chain, window by window. */
final class ChainSync {

    private final SyncDependencies dependencies;
    private final SubjectType subjectType;
    private final SyncOptions options;
    private final SyncConsumer consumer;
    private final Deadline deadline;

    ChainSync(
            SyncDependencies dependencies,
            SubjectType subjectType,
            SyncOptions options,
            SyncConsumer consumer,
            Deadline deadline) {
        this.dependencies = dependencies;
        this.subjectType = subjectType;
        this.options = options;
        this.consumer = consumer;
        this.deadline = deadline;
    }

    /**
     * What one step did.
     *
     * @param more whether KSeF has more
     */
    record Step(ChainReport report, boolean more) {}

    /**
     * Hands out one window. A failure is part of the report, unless the caller's patience ended.
     *
     * @throws KsefDeadlineException if the thread is interrupted, or the client closed
     */
    Step step() {
        return underLease(this::step);
    }

    /** Hands out all windows under one lease: whoever takes it reads all that is remembered. Fails like {@link #step()}. */
    ChainReport all() {
        var before = new ArrayList<ChainReport>();
        Step last = underLease(log -> {
            Step step = step(log);
            while (step.more()) {
                before.add(step.report());
                step = step(log);
            }
            return step;
        });
        before.add(last.report());
        return before.stream().reduce(ChainReport::and).orElseThrow();
    }

    private Step underLease(Function<ChainLog, Step> work) {
        try (ChainLog log = dependencies.lease(subjectType, deadline)) {
            return work.apply(log);
        } catch (RuntimeException failed) {
            if (isUnfit(failed)) {
                return new Step(new ChainReport(subjectType, 0, 0, null, false, null, null), false);
            }
            if (isOver(failed)) {
                throw failed;
            }
            return failed(failed);
        }
    }

    private static boolean isOver(RuntimeException failed) {
        return Thread.currentThread().isInterrupted()
                || failed instanceof ClosedException
                || failed.getCause() instanceof ClosedException;
    }

    private Step failed(RuntimeException failure) {
        return new Step(new ChainReport(subjectType, 0, 0, null, true, null, failure), false);
    }

    private Step step(ChainLog log) {
        var invoices = new HandingOut(log, consumer, this::synced);
        var reached = ChainWindow.Reached.NOTHING;
        AuditReport audit = null;
        RuntimeException failure = null;
        try {
            reached = handedOut(log, invoices);
            move(log, reached.mark(), invoices.handedOut());
            audit = reached.more() ? null : ended(log);
        } catch (RuntimeException failed) {
            if (isOver(failed) || isUnfit(failed)) {
                throw failed;
            }
            failure = failed;
        }
        return new Step(
                new ChainReport(
                        subjectType,
                        invoices.handedOut(),
                        invoices.repeats(),
                        log.state().mark(),
                        true,
                        audit,
                        failure),
                reached.more() && failure == null);
    }

    private ChainWindow.Reached handedOut(ChainLog log, HandingOut invoices) {
        try (invoices) {
            return new ChainWindow(dependencies, log, options, subjectType, deadline).handOut(invoices);
        }
    }

    private static boolean isUnfit(RuntimeException failed) {
        return failed instanceof KsefApiException refused && refused.has(SyncResponseCodes.UNFIT_SUBJECT);
    }

    private SyncedInvoice synced(HandingOut.Fresh fresh) {
        return new SyncedInvoice(
                dependencies.context(), subjectType, fresh.number(), fresh.xml(), fresh.metadata(), fresh.isRepeat());
    }

    /** A mark never moves back. The key of an export that was handed out is of no use any more. */
    private void move(ChainLog log, @Nullable Instant mark, long handedOut) {
        var export = log.state().export();
        Instant before = log.state().mark();
        if (mark == null || before != null && mark.isBefore(before)) {
            return;
        }
        log.markMoved(mark, options.remember());
        if (export != null) {
            dependencies.exports().forget(export);
        }
        dependencies
                .listener()
                .on(new KsefEvent.InvoicesSynchronized(dependencies.context(), subjectType, handedOut, mark));
    }

    private @Nullable AuditReport ended(ChainLog log) {
        log.runEnded();
        if (options.auditEvery() == 0
                || log.state().runsSinceAudit() < options.auditEvery()
                || log.state().mark() == null) {
            return null;
        }
        Instant from = log.state().mark().minus(options.audited());
        return audited(log, from.isBefore(options.from()) ? options.from() : from);
    }

    /** Reads again from a moment on, and hands out what is missing. */
    AuditReport audit(Instant from) {
        try (ChainLog log = dependencies.lease(subjectType, deadline)) {
            return audited(log, from);
        }
    }

    private AuditReport audited(ChainLog log, Instant from) {
        try (var invoices = new HandingOut(log, consumer, this::synced)) {
            AuditReport report = new ChainAudit(dependencies, log, options, subjectType, deadline).run(from, invoices);
            log.audited();
            return report;
        }
    }
}
