package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Database;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Waits until a lease can be taken. */
final class LeaseWait implements AutoCloseable {

    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 250;

    /**
     * How long the database may take to tell whether a lease is free if the deadline is over: such a caller waits for
     * nobody.
     */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Database database;
    private final LeaseRows rows;
    private final Workers workers;
    private final ClosableTime time;

    LeaseWait(Database database, LeaseRows rows, Workers workers, Time time) {
        this.database = database;
        this.rows = rows;
        this.workers = workers;
        this.time = new ClosableTime(time);
    }

    /** Makes the exception that tells that a lease was not to be had until the deadline. */
    interface Refusal {

        KsefException because(String reason);
    }

    void take(Lease lease, BooleanSupplier isFreeHere, Deadline deadline, Refusal refusal) {
        database.requireOpen();
        try {
            int pause = FIRST_PAUSE_MILLIS;
            while (!isFreeHere.getAsBoolean() || !tryOnce(lease, deadline, refusal)) {
                if (deadline.hasPassed(time)) {
                    throw refusal.because("another process or thread held its lease until the deadline");
                }
                time.sleepUntil(Math.min(deadline.atMillis(), time.millis() + jittered(pause)));
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 3 / 2);
            }
        } catch (ClosedException closed) {
            throw new KsefStorageException(
                    "The storage was closed while a thread waited for the lease of " + lease.what(), null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while waiting for the lease of " + lease.what(), null, interrupted);
        }
    }

    private boolean tryOnce(Lease lease, Deadline deadline, Refusal refusal) throws InterruptedException {
        var attempt = new LeaseAttempt(database, rows, lease);
        CompletableFuture<Boolean> outcome = workers.start(attempt::take);
        boolean isOver = false;
        try {
            Deadline until = deadline.hasPassed(time) ? Deadline.after(AT_ONCE, time) : deadline;
            isOver = time.awaitUntil(until.atMillis(), outcome);
        } finally {
            if (!isOver) {
                attempt.abandon();
                outcome.thenAcceptAsync(attempt::giveBackIf, workers.threads());
            }
        }
        if (!isOver) {
            throw refusal.because(attempt.waitedFor());
        }
        return answered(outcome);
    }

    private static boolean answered(CompletableFuture<Boolean> outcome) {
        try {
            return outcome.getNow(false);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException itself) {
                throw itself;
            }
            throw failure;
        }
    }

    private static long jittered(int pause) {
        return pause / 2 + ThreadLocalRandom.current().nextInt(pause);
    }

    @Override
    public void close() {
        time.close();
    }
}
