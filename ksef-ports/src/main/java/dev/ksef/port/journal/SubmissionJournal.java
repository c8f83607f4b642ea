package dev.ksef.port.journal;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the records of submissions, so that another process, or this one after a crash, finishes what was begun, and repeats
 * nothing that was done.
 *
 * <p><b>Threading:</b> safe for many threads. A submission is written by one holder of its {@link JournalLease} at a time; others
 * read it meanwhile.
 *
 * <p><b>Time:</b> a client asks its journal on threads of its own, and waits for it until the deadline of the call.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. Nothing
 * that was written is ever dropped silently. A last record that was written in part when the power failed counts as not
 * written; whatever else cannot be read is reported, and set aside if the journal can do that.
 *
 * <p><b>Idempotence:</b> reading, listing and forgetting can be repeated. Appending cannot.
 *
 * <p><b>Secrets:</b> records hold no content of invoices and no key, but what a taxpayer's competitors would like to know: a
 * durable journal encrypts them. None of it stands in a message, a log or a {@code toString}.
 *
 * <p><b>Lifecycle:</b> close a journal where it was opened, after the clients that use it. A closed one fails like a broken one.
 */
public interface SubmissionJournal {

    /**
     * Takes the right to write the records of a submission, which nobody else has until it is given back. The submission need
     * not exist yet.
     *
     * @param deadline until when to wait for another holder
     * @throws dev.ksef.model.error.KsefStorageException if another process or thread holds it until then, or the records cannot
     *     be read
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted while it waits
     */
    JournalLease lease(SubmissionKey submission, Deadline deadline);

    /** Returns all records of a submission, in the order in which they were written; none if there is no such submission. */
    List<JournalRecord> read(SubmissionKey submission);

    /**
     * Returns the keys of all submissions that have a record.
     *
     * @throws dev.ksef.model.error.KsefStorageException if the storage fails, or one of them cannot be read
     */
    Set<SubmissionKey> submissions();

    /**
     * Returns the keys of all submissions that have a record and whose key can be read, and tells the others. A journal in which
     * one submission can be damaged while others are not overrides this: one that is damaged keeps no other from its turn.
     *
     * @param unreadable takes one failure for each submission whose key cannot be read
     * @throws dev.ksef.model.error.KsefStorageException if the storage fails
     */
    default Set<SubmissionKey> submissions(Consumer<KsefStorageException> unreadable) {
        return submissions();
    }

    /**
     * Makes an empty journal that ends with its process: what was begun is finished and not repeated while the process lives, and
     * a crash loses all of it. It cannot fail and need not be closed.
     *
     * @param time by which its deadlines go
     */
    static SubmissionJournal inMemory(Time time) {
        return new MemorySubmissionJournal(time);
    }
}
