package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A directory with files of one kind, to each of which one holder of its lease appends records. */
final class LeasedFiles<K> implements AutoCloseable {

    private final OpenStore store;
    private final JournalKind<K> kind;
    private final JournalFormat format;

    private LeasedFiles(OpenStore store, JournalKind<K> kind) {
        this.store = store;
        this.kind = kind;
        this.format = new JournalFormat(kind.letters(), store.cipher());
    }

    static <K> LeasedFiles<K> open(StoreDirectory directory, JournalKind<K> kind, byte[] key, Time time) {
        return new LeasedFiles<>(OpenStore.open(directory, kind.name(), key, time), kind);
    }

    JournalLease lease(K key, Deadline deadline) {
        store.requireOpen();
        JournalFile<K> file = file(key);
        FileLocks.HeldLock lock = store.locks().hold(file.entry(), deadline);
        try {
            return new FileJournalLease(store, file, lock, file.settled().orElse(null));
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    List<JournalRecord> read(K key) {
        return file(key).records();
    }

    /**
     * Returns the keys of all files.
     *
     * @param unreadable takes one failure for each file whose key cannot be read
     */
    Set<K> keys(Consumer<KsefStorageException> unreadable) {
        Set<K> found = new HashSet<>();
        for (String name : store.fileNames()) {
            try {
                JournalFile.key(store, kind, format, name).ifPresent(found::add);
            } catch (KsefStorageException failure) {
                store.requireOpen();
                unreadable.accept(failure);
            }
        }
        return Set.copyOf(found);
    }

    /** Returns the keys of all files. One whose key cannot be read makes it fail. */
    Set<K> keys() {
        return keys(failure -> {
            throw failure;
        });
    }

    private JournalFile<K> file(K key) {
        return new JournalFile<>(store, kind, format, key);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
