package dev.ksef.port.store;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.time.Deadline;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps tokens outside the memory of one client: for a restart, other clients, or other machines.
 *
 * <p><b>Threading:</b> safe for many threads. Saved tokens are visible to all threads at once. If two threads save at the same
 * time, one of the two values stays, complete.
 *
 * <p><b>Time:</b> a client asks its store on threads of its own, so that a store that is slow, or never answers, holds
 * up no call: each call waits for it no longer than half of the time that it has. New tokens are in use before they are
 * saved. Whatever the store was asked to save goes on meanwhile, and at the end it is given the latest tokens. What
 * belongs to a thread, such as a transaction, is not passed on to those threads: only {@code exclusively} and the
 * saving at its end share one. A client reads what is stored before it takes the lock of a key, and again under the
 * lock: good tokens cost one reading.
 *
 * <p><b>Values:</b> keys are compared exactly, including case and spaces. Tokens are returned as they were saved, with the
 * offsets of their dates.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. An
 * unreadable entry is never overwritten silently. It is reported, and set aside if the store can do that.
 *
 * <p><b>Idempotence:</b> every method can be repeated. Removing a missing entry is no error.
 *
 * <p><b>Secrets:</b> no token in a message, a log or a {@code toString}; a durable store encrypts.
 *
 * <p><b>Lifecycle:</b> close a store where it was opened, after the clients that use it. A closed store fails like a broken
 * one. A store need not check expiry: it may return expired tokens, or drop them.
 */
public interface TokenStore {

    /** Returns the tokens kept under a key. */
    Optional<StoredTokens> find(TokenKey key);

    /** Keeps tokens under a key. They replace earlier ones. */
    void save(TokenKey key, StoredTokens tokens);

    /** Forgets what is kept under a key. */
    void remove(TokenKey key);

    /**
     * Runs work under a lock for this key, which all users of this store share. A store that cannot see its other users runs
     * the work without a lock. That may cost an unnecessary sign-in, but never leads to a wrong token. Work for other keys does
     * not wait, nor do calls that find, save or remove.
     *
     * <p>The work may use the store, but must not call this method again for the same key. Its exceptions are passed on
     * unchanged. The work may be done by another thread, for which the thread that called this method waits.
     *
     * <p>A store that several machines share gives the lock as a lease of limited length, which it renews while the
     * work runs. Who stops for longer, such as a frozen process, loses it to the next one. From then on, until this
     * method returns, saving and removing under this key fail with {@link dev.ksef.model.error.KsefStorageException},
     * in whatever thread of this store: what the next holder wrote stays. Finding goes on, and so does the work, whose
     * result or exception is passed on as usual. Outside of this method the last write wins.
     *
     * @param deadline for the wait until the work begins; the work has its own deadline
     * @throws dev.ksef.model.error.KsefDeadlineException if others hold the lock until the deadline, or the thread is
     *     interrupted while it waits; the work was not begun
     * @throws dev.ksef.model.error.KsefStorageException if the store fails, or is closed while the thread waits
     */
    default <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        return work.get();
    }
}
