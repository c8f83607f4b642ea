package dev.ksef.port.archive;

import dev.ksef.model.batch.CompressionType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;

/**
 * Writes invoices into an archive of one form, and reads them out of one.
 *
 * <p><b>Threading:</b> safe for many threads; each call works on its own. A call may compress with threads of its own, which end
 * with it. Only the calling thread uses the caller's iterator and stream; contents are read by any of these threads.
 *
 * <p><b>Memory:</b> bounded, whatever the number and size of the files. A file is held in memory at most once compressed, and
 * only some of them at a time.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, which names the file and what is wrong with it. What was
 * written until then is no archive. An interrupt ends a call with {@link dev.ksef.model.error.KsefDeadlineException}; the flag
 * stays set.
 *
 * <p><b>Idempotence:</b> on one JDK, the same files give the same bytes.
 *
 * <p><b>Secrets:</b> messages name entries, and quote nothing of their content. Nothing is written to a disk.
 */
public interface PackageArchiver {

    /** Returns the form of its archives, as it is declared to KSeF. */
    CompressionType compressionType();

    /**
     * Writes files into an archive, in the order of the iterator. The stream is left open.
     *
     * @throws dev.ksef.model.error.KsefStorageException if a file cannot be read, has another size than it said, or has an
     *     unfit name, or if the stream fails
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted
     */
    void write(Iterator<ArchiveEntry> files, OutputStream into);

    /**
     * Reads the files of an archive, in its order. Folders are passed over.
     *
     * @param taker takes one file after the other
     * @throws dev.ksef.model.error.KsefStorageException if it is no such archive, is incomplete, exceeds a limit, holds a
     *     name that leads out of its folder, or cannot be read
     */
    void read(InputStream archive, ArchiveLimits limits, EntryTaker taker);

    /**
     * Tries to read one file without what stands before it. Only a form with a directory can; whatever is unusual about the
     * archive counts as "cannot", since {@link #read} tells what is wrong with it. The rest of the archive is not checked.
     *
     * @return whether the file was found and given to the taker; if not, {@link #read} may find it
     * @throws dev.ksef.model.error.KsefStorageException if the file is damaged or exceeds a limit, or the archive cannot be read
     */
    default boolean readDirectly(ArchiveSource archive, String name, ArchiveLimits limits, EntryTaker taker) {
        return false;
    }

    /** Takes the files of an archive. */
    @FunctionalInterface
    interface EntryTaker {

        /**
         * Takes one file.
         *
         * @param name as the archive has it
         * @param content its plain content; it ends with the file, and cannot be used after this call
         * @throws IOException if it cannot be taken; reading ends then
         */
        void take(String name, InputStream content) throws IOException;
    }
}
