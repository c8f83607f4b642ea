package dev.ksef.port.journal;

import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;

/**
 * Keeps how far the synchronisation of each chain has come: its mark, and what was handed out since. It is kept as records,
 * which are added, and replaced by fewer from time to time. A state that is lost means that invoices are read again; none is
 * passed over.
 *
 * <p><b>Threading:</b> safe for many threads. A chain is written by one holder of its {@link JournalLease} at a time, so that two
 * processes never work on one chain; others read it meanwhile.
 *
 * <p><b>Time:</b> a client asks its store on threads of its own, and waits for it until the deadline of the call.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. Nothing
 * that was written is ever dropped silently. A last record that was written in part when the power failed counts as not
 * written; whatever else cannot be read is reported, and set aside if the store can do that.
 *
 * <p><b>Idempotence:</b> reading and listing can be repeated. Appending cannot.
 *
 * <p><b>Secrets:</b> records hold KSeF numbers and dates, no content of invoices and no key: a durable store encrypts them, since
 * they tell with whom a taxpayer trades. None of it stands in a message, a log or a {@code toString}.
 *
 * <p><b>Lifecycle:</b> close a store where it was opened, after the clients that use it. A closed one fails like a broken one.
 */
public interface SyncStateStore {

    /**
     * Takes the right to write the records of a chain, which nobody else has until it is given back. The chain need not exist
     * yet.
     *
     * @param deadline until when to wait for another holder
     * @throws dev.ksef.model.error.KsefStorageException if another process or thread holds it until then, or the records cannot
     *     be read
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted while it waits
     */
    JournalLease lease(SyncKey chain, Deadline deadline);

    /** Returns all records of a chain, in the order in which they were written; none if there is no such chain. */
    List<JournalRecord> read(SyncKey chain);

    /** Returns the keys of all chains that have a record. */
    Set<SyncKey> chains();

    /**
     * Makes an empty store that ends with its process: the next one begins from its start date again. It cannot fail and need
     * not be closed.
     *
     * @param time by which its deadlines go
     */
    static SyncStateStore inMemory(Time time) {
        return new MemorySyncStateStore(time);
    }
}
