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
     * @param begin until when KSeF's limits may keep the window from beginning
     * @throws KsefDeadlineException if the thread is interrupted, or the client closed
     */
    Step step(Deadline begin) {
        return underLease(log -> step(log, begin));
    }

    /** Hands out all windows under one lease: whoever takes it reads all that is remembered. Fails like {@link #step}. */
    ChainReport all() {
        var before = new ArrayList<ChainReport>();
        Step last = underLease(log -> {
            Step step = step(log, deadline);
            while (step.more()) {
                before.add(step.report());
                step = step(log, deadline);
            }
            return step;
        });
        before.add(last.report());
        return before.stream().reduce(ChainReport::and).orElseThrow();
    }

    private Step underLease(Function<ChainLog, Step> work) {
        if (deadline.hasPassed(dependencies.time())) {
            return failed(new KsefDeadlineException(
                    "The time for this run is over; the next one goes on with the invoices of " + dependencies.context()
                            + " as " + subjectType,
                    null));
        }
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

    private Step step(ChainLog log, Deadline begin) {
        var invoices = new HandingOut(log, consumer, this::synced);
        var reached = ChainWindow.Reached.NOTHING;
        AuditReport audit = null;
        RuntimeException failure = null;
        try {
            reached = handedOut(log, begin, invoices);
            move(log, reached.mark(), invoices.handedOut());
            audit = reached.more() ? null : ended(log);
        } catch (HandingOut.ConsumerFailedException consumers) {
            failure = consumers.thrown();
            if (isOver(failure)) {
                throw failure;
            }
        } catch (RuntimeException failed) {
            if (isOver(failed) || isUnfit(failed)) {
                throw failed;
            }
            failure = failed;
        }
        return new Step(
                new ChainReport(
                        subjectType,
                        invoices.handedOut() + (audit == null ? 0 : audit.late().size()),
                        invoices.repeats(),
                        log.state().mark(),
                        true,
                        audit,
                        failure),
                reached.more() && failure == null);
    }

    private ChainWindow.Reached handedOut(ChainLog log, Deadline begin, HandingOut invoices) {
        try (invoices) {
            return new ChainWindow(dependencies, log, options, subjectType, deadline, begin).handOut(invoices);
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
        if (mark != null && (before == null || !mark.isBefore(before))) {
            log.markMoved(mark, options.remember());
            dependencies
                    .listener()
                    .on(new KsefEvent.InvoicesSynchronized(dependencies.context(), subjectType, handedOut, mark));
        } else if (export != null) {
            log.exportOver();
        }
        if (export != null) {
            dependencies.exports().forget(export);
        }
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
        } catch (HandingOut.ConsumerFailedException consumers) {
            throw consumers.thrown();
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
