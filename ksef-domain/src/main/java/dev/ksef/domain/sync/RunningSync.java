package dev.ksef.domain.sync;

import dev.ksef.model.error.KsefException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A synchronisation that runs at intervals on a thread of its own until it is closed. A run that fails is told to the caller's
 * listener, and the next one comes at its time.
 */
public final class RunningSync implements AutoCloseable {

    /** What KSeF recommends at the least, for each part that a taxpayer has on invoices. */
    public static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);

    private static final Duration LONGEST_END = Duration.ofMillis(900);

    private final Supplier<List<SyncReport>> run;
    private final Duration interval;
    private final Consumer<List<SyncReport>> reports;
    private final Consumer<RuntimeException> failures;
    private final Time time;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    private RunningSync(
            Supplier<List<SyncReport>> run,
            Duration interval,
            Consumer<List<SyncReport>> reports,
            Consumer<RuntimeException> failures,
            Time time) {
        this.run = run;
        this.interval = interval;
        this.reports = reports;
        this.failures = failures;
        this.time = time;
        this.thread = new Thread(this::work, "ksef-sync");
    }

    /**
     * Begins to run at once, and then at intervals that are counted from the beginning of each run.
     *
     * @param interval at least a minute
     * @param reports is told what each run did
     * @param failures is told what a run threw, or a listener of reports; an error as the cause of a {@link KsefException}
     * @throws IllegalArgumentException if the interval is below a minute
     */
    public static RunningSync every(
            Duration interval,
            Supplier<List<SyncReport>> run,
            Consumer<List<SyncReport>> reports,
            Consumer<RuntimeException> failures,
            Time time) {
        if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "KSeF's limits let a synchronisation run every minute at most; 15 minutes" + " are usual, not "
                            + interval);
        }
        var running = new RunningSync(
                Objects.requireNonNull(run, "run"),
                interval,
                Objects.requireNonNull(reports, "reports"),
                Objects.requireNonNull(failures, "failures"),
                time);
        running.thread.setDaemon(true);
        running.thread.start();
        return running;
    }

    private void work() {
        try {
            while (!stop.isDone()) {
                long next = time.millis() + interval.toMillis();
                runOnce();
                time.sleepUntil(next, stop);
            }
        } catch (InterruptedException | ClosedException end) {
            // It was told to stop, or the client was closed.
        } finally {
            ended.complete(null);
        }
    }

    /** An error ends no more than its run: nobody would notice that no other comes. */
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private void runOnce() {
        try {
            reports.accept(run.get());
        } catch (RuntimeException failed) {
            tell(failed);
        } catch (Throwable broken) {
            tell(new KsefException("A run of the synchronisation ended by an error", broken));
        }
    }

    /** A listener that fails has nobody left to be told to, and ends nothing. */
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private void tell(RuntimeException failed) {
        try {
            if (!stop.isDone()) {
                failures.accept(failed);
            }
        } catch (Throwable passedOver) {
            // The next run comes all the same.
        }
    }

    /** Tells whether it goes on. It ends by itself if the client is closed. */
    public boolean isRunning() {
        return !ended.isDone();
    }

    /**
     * Stops it within a second. What was handed out is noted; a consumer that does not heed interrupts ends in its own time.
     */
    @Override
    public void close() {
        stop.complete(null);
        thread.interrupt();
        try {
            time.awaitUntil(time.millis() + LONGEST_END.toMillis(), ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ClosedException closed) {
            // The client ends it, too.
        }
    }
}
