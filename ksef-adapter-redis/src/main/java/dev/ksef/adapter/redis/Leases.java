package dev.ksef.adapter.redis;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one store. One call of this store has its turn at an entry, and takes the lease from Redis then. A
 * thread renews those that are held; there is none while none is held.
 */
final class Leases implements AutoCloseable {

    private static final RedisScript TAKE = RedisScript.of("take-lease.lua");
    private static final RedisScript RENEW = RedisScript.of("renew-lease.lua");
    private static final RedisScript END = RedisScript.of("end-lease.lua");
    private static final int RENEWALS = 3;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    /** Longer than any work goes on after it has lost its lease. */
    static final Duration HOLDER_KNOWN = Duration.ofDays(1);

    private final LazyConnection connection;
    private final ClosableTime time;
    private final long leaseMillis;
    /** By the hash of the entry. */
    private final Map<String, Lease> turns = new ConcurrentHashMap<>();

    /** Completed when no lease is held any more; null while none is. Guarded by this object. */
    private @Nullable CompletableFuture<Void> noneHeld;

    Leases(LazyConnection connection, long leaseMillis) {
        this.connection = connection;
        this.time = connection.time();
        this.leaseMillis = leaseMillis;
    }

    /** Does work under the lease of an entry. */
    <T> T exclusively(TokenEntry entry, Deadline deadline, Supplier<T> work) {
        Lease lease = acquire(entry, deadline);
        try {
            return work.get();
        } finally {
            end(lease);
        }
    }

    /** Returns who holds the lease of an entry, if a call of this store took it; it may have been lost since. */
    Optional<String> holder(TokenEntry entry) {
        return Optional.ofNullable(turns.get(entry.hash()))
                .filter(Lease::isTaken)
                .map(Lease::holder);
    }

    private Lease acquire(TokenEntry entry, Deadline deadline) {
        var lease = new Lease(entry);
        try {
            awaitTurn(lease, deadline);
            take(lease, deadline);
            return lease;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while others used " + entry, null, interrupted);
        } catch (ClosedException closed) {
            throw connection.closed();
        }
    }

    private void awaitTurn(Lease lease, Deadline deadline) throws InterruptedException {
        while (true) {
            Lease others = turns.putIfAbsent(lease.entry().hash(), lease);
            if (others == null) {
                return;
            }
            if (!time.awaitUntil(deadline.atMillis(), others.ended())) {
                throw tooLate(lease.entry(), "Another thread of this process");
            }
        }
    }

    private void take(Lease lease, Deadline deadline) throws InterruptedException {
        try {
            long pause = FIRST_PAUSE_MILLIS;
            while (!isTaken(lease)) {
                awaitNext(lease, pause, deadline);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            }
            lease.take();
            renew();
        } catch (Throwable failure) {
            // It may have been taken, and the answer been lost.
            connection.tell(ending(lease));
            endTurn(lease);
            throw failure;
        }
    }

    private boolean isTaken(Lease lease) {
        return isDone(connection.ask("Taking the lease of " + lease.entry(), holding(TAKE, lease)));
    }

    private static boolean isDone(List<Object> answer) {
        return answer.get(0).equals(1L);
    }

    private void awaitNext(Lease lease, long pauseMillis, Deadline deadline) throws InterruptedException {
        long left = deadline.remainingMillis(time);
        if (left <= 0) {
            throw tooLate(lease.entry(), "Another process");
        }
        // Not all who wait ask at the same moment.
        long jittered = ThreadLocalRandom.current().nextLong(pauseMillis / 2, pauseMillis + 1);
        time.sleepUntil(time.millis() + Math.min(jittered, left));
    }

    private static KsefDeadlineException tooLate(TokenEntry entry, String who) {
        return new KsefDeadlineException(who + " used " + entry + " until the deadline; try again later", null);
    }

    private RedisCommand<List<Object>> holding(RedisScript script, Lease lease) {
        return script.with(
                lease.entry().leaseNames(),
                RedisScript.bytes(lease.holder()),
                RedisScript.bytes(leaseMillis),
                RedisScript.bytes(HOLDER_KNOWN.toMillis()));
    }

    private static RedisCommand<List<Object>> ending(Lease lease) {
        return END.with(lease.entry().leaseNames(), RedisScript.bytes(lease.holder()));
    }

    /** Gives a lease back. If that fails, it ends by itself, and the work was done all the same. */
    private void end(Lease lease) {
        lease.giveBack();
        try {
            connection.ask("Giving back the lease of " + lease.entry(), ending(lease));
        } catch (KsefStorageException unreachable) {
            // Others wait until it ends.
        } finally {
            endTurn(lease);
        }
    }

    private void endTurn(Lease lease) {
        turns.remove(lease.entry().hash(), lease);
        lease.ended().complete(null);
        endRenewal();
    }

    private synchronized void renew() {
        if (noneHeld == null) {
            var over = new CompletableFuture<Void>();
            noneHeld = over;
            var thread = new Thread(() -> renewUntil(over), "ksef-redis-leases");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void endRenewal() {
        if (noneHeld != null && turns.values().stream().noneMatch(Lease::isTaken)) {
            noneHeld.complete(null);
            noneHeld = null;
        }
    }

    private void renewUntil(CompletableFuture<Void> over) {
        try {
            while (!time.awaitUntil(time.millis() + leaseMillis / RENEWALS, over)) {
                turns.values().stream().filter(Lease::isTaken).forEach(this::renew);
            }
        } catch (ClosedException | InterruptedException end) {
            // Nobody interrupts this thread but to end it.
        }
    }

    private void renew(Lease lease) {
        try {
            connection.ask("Renewing the lease of " + lease.entry(), holding(RENEW, lease));
        } catch (KsefStorageException unreachable) {
            // The next renewal may come in time; if none does, saving under the lease fails.
        }
    }

    /**
     * Gives back what is held: whoever works under it can save nothing any more. That goes for leases that are being taken or given
     * back, too: what was asked for them is perhaps not sent any more.
     */
    @Override
    public void close() {
        try {
            turns.values().forEach(lease -> connection.ask("Giving back the lease of " + lease.entry(), ending(lease)));
        } catch (KsefStorageException unreachable) {
            // They end by themselves.
        }
    }
}
