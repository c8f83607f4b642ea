package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Writes records under a lease. Its storage may hang: it is waited for no longer than the caller can. Safe for many threads.
 */
public final class LeasedRecords implements AutoCloseable {

    /** What was done is written also if the caller's patience ended meanwhile. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    /** How long an interrupted thread waits until what it did is written. */
    private static final Duration INTERRUPTED_PATIENCE = Duration.ofMillis(300);

    private final JournalLease lease;
    private final String what;
    private final Time time;
    private final Deadline deadline;

    /** @param what they are, for messages, such as {@code "the state of the synchronisation"} */
    public LeasedRecords(JournalLease lease, String what, Time time, Deadline deadline) {
        this.lease = lease;
        this.what = what;
        this.time = time;
        this.deadline = deadline;
    }

    /**
     * Takes a lease on a thread of its own, and waits for it until the deadline.
     *
     * @throws KsefStorageException if somebody else holds it until then, or the storage fails or does not answer
     */
    public static LeasedRecords taken(Supplier<JournalLease> taking, String what, Time time, Deadline deadline) {
        CompletableFuture<JournalLease> answer = StoreThread.start(taking);
        boolean taken = false;
        try {
            taken = StoreThread.awaited(answer, what, time, deadline);
        } finally {
            if (!taken) {
                // It may come yet, and nobody would give it back.
                answer.thenAccept(LeasedRecords::givenBack);
            }
        }
        if (!taken) {
            throw late(what);
        }
        return new LeasedRecords(StoreThread.answered(answer), what, time, deadline);
    }

    /** Returns all records, in the order in which they were written. */
    public List<JournalRecord> records() {
        CompletableFuture<List<JournalRecord>> read = StoreThread.start(lease::records);
        if (!StoreThread.awaited(read, what, time, deadline)) {
            throw late(what);
        }
        return StoreThread.answered(read);
    }

    /**
     * Writes records behind the others.
     *
     * @throws KsefDeadlineException if the thread is interrupted, after they were written if the storage answers at once
     */
    public void append(List<JournalRecord> records) {
        written(() -> lease.append(records));
    }

    /** Replaces all records by these. */
    public void replace(List<JournalRecord> records) {
        written(() -> lease.replace(records));
    }

    /** Gives the lease back, on a thread of its own: a storage that hangs then does not hang the caller, whose work is done. */
    @Override
    public void close() {
        CompletableFuture<Boolean> closed = givenBack(lease);
        try {
            if (awaited(closed, Deadline.after(LONGEST_END, time))) {
                StoreThread.answered(closed);
            }
        } catch (KsefDeadlineException stopped) {
            // An interrupt, whose flag is set again, or the end of the client: the thread gives it back without us.
        }
    }

    private static CompletableFuture<Boolean> givenBack(JournalLease lease) {
        return StoreThread.start(() -> {
            lease.close();
            return true;
        });
    }

    private void written(Runnable write) {
        CompletableFuture<Boolean> written = StoreThread.start(() -> {
            write.run();
            return true;
        });
        await(written);
        StoreThread.answered(written);
        if (Thread.currentThread().isInterrupted()) {
            throw new KsefDeadlineException("Interrupted; " + what + " was written", null);
        }
    }

    private void await(CompletableFuture<?> answer) {
        Deadline least = Deadline.after(LEAST_PATIENCE, time);
        Deadline end = deadline.atMillis() > least.atMillis() ? deadline : least;
        if (!awaited(answer, end)) {
            throw Thread.currentThread().isInterrupted()
                    ? new KsefDeadlineException("Interrupted while waiting for " + what, null)
                    : late(what);
        }
    }

    /** Waits also if the thread is interrupted, for a moment: or the lease would be given back before all is written. */
    private boolean awaited(CompletableFuture<?> answer, Deadline end) {
        if (!Thread.interrupted()) {
            return StoreThread.awaited(answer, what, time, end);
        }
        try {
            return StoreThread.awaited(answer, what, time, Deadline.after(INTERRUPTED_PATIENCE, time));
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static KsefStorageException late(String what) {
        return new KsefStorageException(
                "The storage of " + what
                        + " has not answered in time; check whether it works, and whether something holds its locks",
                null);
    }
}
