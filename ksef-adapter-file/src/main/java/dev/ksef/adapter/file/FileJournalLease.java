package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to write the file of one key. It is fenced by the file itself: a holder writes only to a file that is exactly
 * as it left it. What was written by somebody else meanwhile shows that the lease is lost.
 */
final class FileJournalLease implements JournalLease {

    private final OpenStore store;
    private final JournalFile<?> file;
    private final FileLocks.HeldLock lock;
    /** Changes only while this thread is alone with the file. Null if there is no file. */
    private volatile JournalFormat.@Nullable End end;

    FileJournalLease(OpenStore store, JournalFile<?> file, FileLocks.HeldLock lock, JournalFormat.@Nullable End end) {
        this.store = store;
        this.file = file;
        this.lock = lock;
        this.end = end;
    }

    @Override
    public List<JournalRecord> records() {
        return file.records();
    }

    @Override
    public void append(List<JournalRecord> records) {
        List<JournalRecord> added = List.copyOf(records);
        write(() -> {
            JournalFormat.End last = end;
            if (last == null) {
                end = added.isEmpty() ? null : file.put(added);
            } else {
                end = appended(last, added);
            }
        });
    }

    /** What a write that failed left behind is cut off. If that fails too, the file is not as it was, and the lease is lost. */
    private JournalFormat.End appended(JournalFormat.End last, List<JournalRecord> records) throws IOException {
        try {
            return file.append(last, records);
        } catch (IOException failure) {
            try {
                file.cut(last);
            } catch (IOException another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
    }

    @Override
    public void replace(List<JournalRecord> records) {
        List<JournalRecord> all = List.copyOf(records);
        write(() -> {
            if (!all.isEmpty()) {
                end = file.put(all);
            } else if (end != null) {
                file.delete();
                end = null;
            }
        });
    }

    private void write(OpenStore.FileAction change) {
        store.requireOpen();
        store.locks().alone(file.entry().group(), () -> {
            try {
                requireHeld();
                change.run();
            } catch (IOException failure) {
                throw file.failed("writing", failure);
            }
            return true;
        });
    }

    private void requireHeld() throws IOException {
        store.requireOpen();
        if (!lock.isHeld()) {
            throw new KsefStorageException(
                    "The right to write " + file.entry() + " was given back; take it anew", null);
        }
        JournalFormat.End last = end;
        if (last == null ? file.exists() : !file.endsAt(last)) {
            throw new KsefStorageException(
                    "The right to write " + file.entry() + " is lost, since somebody else wrote it or its disk failed;"
                            + " take it anew, and read before you go on",
                    null);
        }
    }

    @Override
    public void close() {
        if (lock.isHeld()) {
            lock.close();
        }
    }

    @Override
    public String toString() {
        return "FileJournalLease[" + file.entry() + "]";
    }
}
