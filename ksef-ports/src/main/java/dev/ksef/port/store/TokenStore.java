package dev.ksef.port.store;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.time.Deadline;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps tokens beyond the memory of one client: for a restart, for other clients, for other machines.
 *
 * <p><b>Threading:</b> safe for many threads. What one thread has saved is what every thread finds from then on; of two
 * savings at once the last one wins, whole.
 *
 * <p><b>Values:</b> keys are told apart to the letter, capitals and spaces included. Tokens come back as they were saved,
 * with the offsets of their dates.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. An
 * entry that cannot be read is no entry to write over silently: it is reported, and set aside if the store can.
 *
 * <p><b>Idempotence:</b> every method can be repeated; removing what is not there is no error.
 *
 * <p><b>Secrets:</b> no token in a message, a log or a {@code toString}; a durable store encrypts.
 *
 * <p><b>Lifecycle:</b> whoever made a store closes it, after the clients that use it; a closed store fails like a broken
 * one. A store does not judge: tokens that are over may be returned, and may be dropped.
 */
public interface TokenStore {

    /** The tokens kept under a key. */
    Optional<StoredTokens> find(TokenKey key);

    /** Keeps tokens under a key, in place of those that were there. */
    void save(TokenKey key, StoredTokens tokens);

    /** Forgets what is kept under a key. */
    void remove(TokenKey key);

    /**
     * Does work that nobody else who shares this store does at the same time for this key. A store that cannot see its
     * other users just does it, which may cost a sign-in too many and never a wrong token. Other keys are not held up, nor
     * is anybody who finds, saves or removes.
     *
     * <p>The work may use the store, but does not come here again for the same key. What it throws passes as it is.
     *
     * @param deadline for the wait until the work can begin; the work has its own
     * @throws dev.ksef.model.error.KsefDeadlineException if others are at it until the deadline, or the thread is
     *     interrupted while it waits for them; the work was not begun
     */
    default <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        return work.get();
    }
}
