package dev.ksef.domain.sync;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Synchronises many taxpayers by some threads, in fair order: each gets one window after the other, and one that fails, or that
 * KSeF's limits hold back, keeps none of the others from its turn.
 */
public final class TaxpayersSync {

    /** How many taxpayers are worked on at a time, unless said otherwise. */
    public static final int AT_A_TIME = 4;

    private final List<InvoiceSync> taxpayers;
    private final int atATime;
    private final Time time;

    /**
     * @param atATime how many taxpayers are worked on at a time
     * @param time the local clock, by which it waits
     * @throws IllegalArgumentException if fewer than 1 are to be worked on at a time
     */
    public TaxpayersSync(Collection<InvoiceSync> taxpayers, int atATime, Time time) {
        if (atATime < 1) {
            throw new IllegalArgumentException("At least one taxpayer must be worked on at a time, not " + atATime);
        }
        this.taxpayers = List.copyOf(taxpayers);
        this.atATime = atATime;
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Hands out all that is new for all taxpayers.
     *
     * @param consumer called by several threads, but for one taxpayer by one at a time
     * @return a report for each taxpayer, in the order in which they were named
     * @throws KsefDeadlineException if the thread is interrupted, or the client closed
     */
    public List<SyncReport> run(SyncOptions options, SyncConsumer consumer) {
        Objects.requireNonNull(consumer, "consumer");
        var queue = new SyncQueue(taxpayers, InvoiceSync.sorted(options));
        Deadline deadline = Deadline.after(options.patience(), time);
        var over = new AtomicReference<@Nullable Throwable>();
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(atATime, taxpayers.size()); i++) {
            var end = new CompletableFuture<Void>();
            workers.add(worker(i + 1, end, () -> work(queue, options, consumer, deadline, over), over));
            ended.add(end);
        }
        await(CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)), workers);
        Throwable failed = over.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
        return queue.reports();
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private static Thread worker(
            int number, CompletableFuture<Void> end, Runnable work, AtomicReference<@Nullable Throwable> over) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable failed) {
                        over.compareAndSet(null, failed);
                    } finally {
                        end.complete(null);
                    }
                },
                "ksef-sync-" + number);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void await(CompletableFuture<Void> all, List<Thread> workers) {
        boolean done = false;
        try {
            time.awaitUntil(Deadline.NEVER.atMillis(), all);
            done = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while taxpayers were synchronised", null, interrupted);
        } finally {
            if (!done) {
                workers.forEach(Thread::interrupt);
            }
        }
    }

    private void work(
            SyncQueue queue,
            SyncOptions options,
            SyncConsumer consumer,
            Deadline deadline,
            AtomicReference<@Nullable Throwable> over) {
        while (true) {
            SyncQueue.Next next = queue.next(time.millis());
            if (next.isOver()) {
                return;
            }
            SyncQueue.Turn turn = next.turn();
            if (turn == null) {
                pause(next);
            } else {
                workUnlessBroken(turn, queue, options, consumer, deadline, over);
            }
        }
    }

    /** An error, which a consumer may throw as well, is thrown in the end: the others have their turn. */
    private void workUnlessBroken(
            SyncQueue.Turn turn,
            SyncQueue queue,
            SyncOptions options,
            SyncConsumer consumer,
            Deadline deadline,
            AtomicReference<@Nullable Throwable> over) {
        try {
            work(turn, queue, options, consumer, deadline);
        } catch (Error broken) {
            over.compareAndSet(null, broken);
        }
    }

    private void work(
            SyncQueue.Turn turn, SyncQueue queue, SyncOptions options, SyncConsumer consumer, Deadline deadline) {
        var unfinished = new ChainReport(turn.subjectType(), 0, 0, null, true, null, null);
        boolean told = false;
        try {
            ChainSync.Step step = turn.taxpayer().step(turn.subjectType(), options, consumer, deadline);
            long heldBackUntil = heldBackUntil(step.report(), deadline);
            told = true;
            if (heldBackUntil > 0) {
                queue.done(turn, step.report().withoutFailure(), true, heldBackUntil);
            } else {
                queue.done(turn, step.report(), step.more(), 0);
            }
        } finally {
            if (!told) {
                queue.done(turn, unfinished, false, 0);
            }
        }
    }

    /** Returns when KSeF's limits let a chain go on, by the steady clock; 0 if they do not hold it back, or for too long. */
    private long heldBackUntil(ChainReport report, Deadline deadline) {
        if (report.failureOrNull() instanceof KsefRateLimitedException limited) {
            Duration pause = limited.retryAfter().orElse(Duration.ZERO);
            Deadline end = Deadline.after(pause, time);
            return pause.isZero() || end.atMillis() >= deadline.atMillis() ? 0 : end.atMillis();
        }
        return 0;
    }

    private void pause(SyncQueue.Next next) {
        try {
            if (next.isUnderWay()) {
                time.awaitUntil(next.untilMillis(), next.change());
            } else {
                time.sleepUntil(next.untilMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while taxpayers were synchronised", null, interrupted);
        } catch (ClosedException closed) {
            throw new KsefDeadlineException("The client was closed while taxpayers were synchronised", null, closed);
        }
    }
}
