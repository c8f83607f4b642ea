package dev.ksef.domain.auth;

import dev.ksef.domain.internal.StoreThread;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The lock of a token store on one key. A thread of its own takes it and holds it until it is released. So whoever works under
 * it is neither held by the store, nor moved to another thread. The last work, which brings the store in line, is done by that
 * thread, and nobody else gets the lock before.
 */
final class StoreLock implements Executor {

    private static final Runnable NOTHING = () -> {};

    private final Time time;
    private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
    private final CompletableFuture<Runnable> last = new CompletableFuture<>();
    private final CompletableFuture<Void> end;

    private StoreLock(TokenStore store, TokenKey key, Deadline deadline, Time time) {
        this.time = time;
        this.end = StoreThread.start(() -> {
            try {
                store.exclusively(key, deadline, this::hold);
                taken.complete(false);
            } catch (Throwable failure) {
                taken.completeExceptionally(failure);
            }
            return null;
        });
    }

    /** Begins to take the lock, for which the store may wait until the deadline. */
    static StoreLock take(TokenStore store, TokenKey key, Deadline deadline, Time time) {
        return new StoreLock(store, key, deadline, time);
    }

    /** Completed when the lock is held, or the store has failed. */
    CompletableFuture<Boolean> taken() {
        return taken;
    }

    /** Completed when the store has let its thread go. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** Gives up a lock that was not given in time; if it is given just now, it is released. */
    void giveUp() {
        taken.complete(false);
        release();
    }

    private Void hold() {
        if (taken.complete(true)) {
            lastWork().run();
        }
        return null;
    }

    private Runnable lastWork() {
        try {
            time.awaitUntil(Deadline.NEVER.atMillis(), last);
        } catch (InterruptedException | ClosedException nobodyWaitsForItAnyMore) {
            last.complete(NOTHING);
        }
        return last.getNow(NOTHING);
    }

    /** Has the last work done under the lock, which is released afterwards; or without it, if it is not held any more. */
    @Override
    public void execute(Runnable work) {
        if (!last.complete(work)) {
            StoreThread.start(() -> {
                work.run();
                return null;
            });
        }
    }

    /** Releases the lock, if it was not released. */
    void release() {
        last.complete(NOTHING);
    }
}
