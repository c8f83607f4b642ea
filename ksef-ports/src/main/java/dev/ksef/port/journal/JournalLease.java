package dev.ksef.port.journal;

import java.util.List;

/**
 * The right to write the records of one submission, or of one chain of synchronisation. It is fenced: once it is lost, because
 * its holder was taken for dead and
 * another one has it, every write under it fails, and changes nothing.
 *
 * <p><b>Threading:</b> safe for many threads.
 *
 * <p><b>Failure:</b> as {@link SubmissionJournal}. A write that failed may be there or not: read before you go on.
 */
public interface JournalLease extends AutoCloseable {

    /** Returns all records of the submission, in the order in which they were written. */
    List<JournalRecord> records();

    /**
     * Writes records behind the others. When this returns, they survive a crash of the process and of the machine.
     *
     * @param records in their order; all of them are written, or a beginning of them if the machine fails meanwhile
     * @throws dev.ksef.model.error.KsefStorageException if the lease is lost, was given back, or the storage fails
     */
    void append(List<JournalRecord> records);

    /**
     * Replaces all records of the submission by these, in one step: a crash leaves either the old ones or the new ones. With no
     * records, the submission is forgotten.
     *
     * @throws dev.ksef.model.error.KsefStorageException if the lease is lost, was given back, or the storage fails; the old
     *     ones stay then
     */
    void replace(List<JournalRecord> records);

    /** Gives the right back. Giving it back again, or a lost one, changes nothing. */
    @Override
    void close();
}
