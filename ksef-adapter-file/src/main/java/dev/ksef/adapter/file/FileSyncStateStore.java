package dev.ksef.adapter.file;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * Keeps in a directory how far synchronisations have come, so that another process, or this one after a restart, goes on from there.
 * Directory, key, files, leases and closing are as with {@link FileSubmissionJournal}, which may share both with it.
 *
 * <p>Each chain has a file of its own, encrypted with AES-256-GCM. A last record that was written in part when the power failed
 * counts as not written. A file that is damaged anywhere else is reported by a {@link
 * dev.ksef.model.error.KsefStorageException} that says where, and is left as it is: whoever moves it away decides that all
 * invoices are read again. While such a file is there, listing the chains fails.
 */
public final class FileSyncStateStore implements SyncStateStore, AutoCloseable {

    private final LeasedFiles<SyncKey> files;

    private FileSyncStateStore(LeasedFiles<SyncKey> files) {
        this.files = files;
    }

    /**
     * Opens a store in a directory, which is created if it is missing.
     *
     * @param key 32 random bytes, kept where secrets are kept; the store copies them
     * @throws IllegalArgumentException if the key has not 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException if the directory cannot be used, others may read or write
     *     it, or this JVM has such a store open on it
     */
    public static FileSyncStateStore open(Path directory, byte[] key) {
        return open(directory, key, Time.system());
    }

    /**
     * Opens a store with the key as an object, such as one from a {@link java.security.KeyStore}. The object stays usable.
     *
     * @throws IllegalArgumentException if the key does not yield 32 bytes, or only zeros
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileSyncStateStore open(Path directory, SecretKey key) {
        return StoreCipher.withBytesOf(key, bytes -> open(directory, bytes));
    }

    /**
     * Opens a store that waits by the given clock.
     *
     * @throws IllegalArgumentException as {@link #open(Path, byte[])}
     * @throws dev.ksef.model.error.KsefStorageException as {@link #open(Path, byte[])}
     */
    public static FileSyncStateStore open(Path directory, byte[] key, Time time) {
        return open(new StoreDirectory(directory), key, time);
    }

    static FileSyncStateStore open(StoreDirectory directory, byte[] key, Time time) {
        return new FileSyncStateStore(LeasedFiles.open(directory, new SyncFiles(), key, time));
    }

    @Override
    public JournalLease lease(SyncKey chain, Deadline deadline) {
        return files.lease(chain, deadline);
    }

    @Override
    public List<JournalRecord> read(SyncKey chain) {
        return files.read(chain);
    }

    @Override
    public Set<SyncKey> chains() {
        return files.keys();
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return "FileSyncStateStore[" + files + "]";
    }
}
