package dev.ksef.domain.submission;

import dev.ksef.domain.internal.StoreThread;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A lease that is given back on a thread of its own: a journal that hangs then does not hang the caller, whose work is done. */
final class HeldLease implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final JournalLease lease;
    private final Time time;

    HeldLease(JournalLease lease, Time time) {
        this.lease = lease;
        this.time = time;
    }

    JournalLease lease() {
        return lease;
    }

    /** Begins to give the lease back. */
    CompletableFuture<Boolean> giveBack() {
        return StoreThread.start(() -> {
            lease.close();
            return true;
        });
    }

    /** Gives the lease back, and waits for that as long as it may take in a journal that answers. */
    @Override
    public void close() {
        CompletableFuture<Boolean> given = giveBack();
        try {
            if (StoreThread.awaited(given, "the journal", time, Deadline.after(LONGEST_WAIT, time))) {
                StoreThread.answered(given);
            }
        } catch (KsefDeadlineException stopped) {
            // An interrupt, whose flag is set again, or the end of the client: the thread gives it back without us.
        }
    }
}
