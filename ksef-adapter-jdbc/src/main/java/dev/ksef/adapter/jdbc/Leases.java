package dev.ksef.adapter.jdbc;

import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Takes leases, renews them, and gives them back. */
final class Leases implements AutoCloseable {

    private static final int OWNER_BYTES = 16;
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    private final LeaseRows rows;
    private final LeaseWait waits;
    private final Renewal renewal;
    private final Workers workers;
    private final SecureRandom random = new SecureRandom();

    Leases(LeaseRows rows, LeaseWait waits, Workers workers) {
        this.rows = rows;
        this.waits = waits;
        this.workers = workers;
        this.renewal = new Renewal(rows);
    }

    LeaseRows rows() {
        return rows;
    }

    /**
     * Takes a lease.
     *
     * @param what it is for, such as {@code "the tokens of ..."}
     * @param isFreeHere whether nobody of this storage is in the way, so that the database is asked
     * @param refusal makes the exception if it cannot be had until the deadline
     */
    Lease take(RowId id, String what, BooleanSupplier isFreeHere, Deadline deadline, LeaseWait.Refusal refusal) {
        byte[] owner = new byte[OWNER_BYTES];
        random.nextBytes(owner);
        var lease = new Lease(id, what, owner);
        waits.take(lease, isFreeHere, deadline, refusal);
        renewal.add(lease);
        return lease;
    }

    /**
     * Gives a lease back, so that others need not wait until it is over. It does so on a thread of its own, so that no
     * transaction of the caller is in the way, and is not waited for without end. Whoever closes the storage meanwhile gives it
     * back once more, since this may come too late then.
     */
    void giveBack(Lease lease) {
        lease.markGivenBack();
        await(workers.run(() -> rows.giveBack(lease)));
        renewal.remove(lease);
    }

    private static void await(CompletableFuture<?> work) {
        boolean isInterrupted = Thread.interrupted();
        try {
            Time.system().awaitUntil(Deadline.after(ENOUGH, Time.system()).atMillis(), work);
        } catch (InterruptedException interrupted) {
            isInterrupted = true;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the renewing, and gives all leases back. */
    @Override
    public void close() {
        renewal.close();
        waits.close();
        CompletableFuture<?>[] all = renewal.held().stream()
                .map(lease -> workers.run(() -> rows.giveBack(lease)))
                .toArray(CompletableFuture[]::new);
        if (all.length > 0) {
            await(CompletableFuture.allOf(all));
        }
    }
}
