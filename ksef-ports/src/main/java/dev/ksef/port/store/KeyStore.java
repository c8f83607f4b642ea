package dev.ksef.port.store;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the content keys of sessions, packages and exports, so that another process can finish the work: by reference number, or
 * by a local id of the client where there is none. A local id is no valid reference number, and a store treats both alike.
 * This is not {@code java.security.KeyStore}: it never holds private keys for signatures.
 *
 * <p><b>Threading:</b> safe for many threads. A saved key is visible to all threads at once. If two threads save at the same
 * time, one of the two values stays, complete.
 *
 * <p><b>Time:</b> a client asks its store on threads of its own, and waits for it until the deadline of the call.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. An
 * unreadable entry is never overwritten silently. It is reported, and set aside if the store can do that.
 *
 * <p><b>Idempotence:</b> every method can be repeated. Removing a missing entry is no error.
 *
 * <p><b>Secrets:</b> no key in a message, a log or a {@code toString}; a durable store encrypts. The store works with copies:
 * the caller closes the key it passed in, and the key it received.
 *
 * <p><b>Lifecycle:</b> close a store where it was opened, after the clients that use it. A closed store fails like a broken
 * one.
 */
public interface KeyStore {

    /**
     * Keeps a copy of the key of a session, package or export. It replaces an earlier one.
     *
     * @throws IllegalStateException if the key was closed; an earlier entry stays
     */
    void save(ReferenceNumber reference, ContentKey key);

    /** Returns the key kept for a session, package or export: a copy that the caller closes. */
    Optional<ContentKey> find(ReferenceNumber reference);

    /**
     * Returns the numbers or local ids of all sessions, packages and exports whose keys are kept: what a process that stopped has left
     * unfinished. A number that is saved or removed meanwhile may be missing or not.
     */
    Set<ReferenceNumber> references();

    /** Forgets the key of a session, package or export. */
    void remove(ReferenceNumber reference);
}
