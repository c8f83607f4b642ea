package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.SecretKey;

/**
 * Keeps the records of submissions in a directory, so that another process, or this one after a restart, can finish what was
 * begun. The directory and the key are those of {@link FileTokenStore}, which may share both with it, as {@link FileKeyStore} may.
 *
 * <p>Each submission has a file of its own, to which records are appended. What was appended is on the disk before
 * {@link JournalLease#append} returns. The records are encrypted with AES-256-GCM, so that none can be changed, exchanged, or left
 * out between others. That records are missing at the end, or a whole file, cannot be seen: a file that somebody cut off between
 * two records, or an older copy that somebody put back, is read as it is.
 *
 * <p>A last record that was written in part when the power failed counts as not written. The next lease cuts it off. A file that is
 * damaged anywhere else is reported by a {@link dev.ksef.model.error.KsefStorageException} that says where, and is left as it is:
 * if it were set aside as the other stores do, the next run would send everything again. {@link #submissions(Consumer)} tells such
 * a file and lists the others; {@link #submissions()} fails while it is there. A file that another key encrypted, or in a newer format, is reported and left as it is, too.
 *
 * <p>A lease excludes the threads and the processes of this machine. The system gives back those of a process that died. A
 * lease is lost if the locks of its file system do not hold and somebody else writes: the one of the two who writes second finds
 * that out, and writes nothing. A holder whose disk fails may lose its lease, too.
 *
 * <p>A JVM opens one journal on a directory and shares it between clients. Closing it overwrites the key, ends the waits of its
 * threads, and gives all leases back.
 */
public final class FileSubmissionJournal implements SubmissionJournal, AutoCloseable {

    private final LeasedFiles<SubmissionKey> files;

    private FileSubmissionJournal(LeasedFiles<SubmissionKey> files) {
        this.files = files;
    }

    /**
     * Opens a journal in a directory, which is created if it is missing.
     *
     * @param key 32 random bytes, kept where secrets are kept; the journal copies them
     * @throws IllegalArgumentException if the key has not 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, others may read or write
     *     it, or this JVM has a journal open on it
     */
    public static FileSubmissionJournal open(Path directory, byte[] key) {
        return open(directory, key, Time.system());
    }

    /**
     * Opens a journal with the key as an object, such as one from a {@link java.security.KeyStore}. The object stays usable.
     *
     * @throws IllegalArgumentException if the key does not yield 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileSubmissionJournal open(Path directory, SecretKey key) {
        return StoreCipher.withBytesOf(key, bytes -> open(directory, bytes));
    }

    /**
     * Opens a journal that waits by the given clock.
     *
     * @throws IllegalArgumentException as {@link #open(Path, byte[])}
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileSubmissionJournal open(Path directory, byte[] key, Time time) {
        return open(new StoreDirectory(directory), key, time);
    }

    static FileSubmissionJournal open(StoreDirectory directory, byte[] key, Time time) {
        return new FileSubmissionJournal(LeasedFiles.open(directory, new SubmissionFiles(), key, time));
    }

    @Override
    public JournalLease lease(SubmissionKey submission, Deadline deadline) {
        return files.lease(submission, deadline);
    }

    @Override
    public List<JournalRecord> read(SubmissionKey submission) {
        return files.read(submission);
    }

    @Override
    public Set<SubmissionKey> submissions() {
        return files.keys();
    }

    @Override
    public Set<SubmissionKey> submissions(Consumer<KsefStorageException> unreadable) {
        return files.keys(unreadable);
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return "FileSubmissionJournal[" + files + "]";
    }
}
