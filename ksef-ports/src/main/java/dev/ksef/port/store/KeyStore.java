package dev.ksef.port.store;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import java.util.Optional;

/**
 * Keeps the content keys of sessions, batches and exports by their reference number, so that what one process began
 * another one can finish. Not {@code java.security.KeyStore}: private keys for signatures never come here.
 *
 * <p><b>Threading:</b> safe for many threads. What one thread has saved is what every thread finds from then on; of two
 * savings at once the last one wins, whole.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. An
 * entry that cannot be read is no entry to write over silently: it is reported, and set aside if the store can.
 *
 * <p><b>Idempotence:</b> every method can be repeated; removing what is not there is no error.
 *
 * <p><b>Secrets:</b> no key in a message, a log or a {@code toString}; a durable store encrypts. The store copies: the
 * caller closes the key it gave, and the one it got, when it needs them no more.
 *
 * <p><b>Lifecycle:</b> whoever made a store closes it, after the clients that use it; a closed store fails like a broken
 * one.
 */
public interface KeyStore {

    /**
     * Keeps a copy of a key for a session, batch or export, in place of one that was there.
     *
     * @throws IllegalStateException if the key was closed; what was there stays
     */
    void save(ReferenceNumber reference, ContentKey key);

    /** The key kept for a session, batch or export: the caller's own copy, to be closed. */
    Optional<ContentKey> find(ReferenceNumber reference);

    /** Forgets the key of a session, batch or export. */
    void remove(ReferenceNumber reference);
}
