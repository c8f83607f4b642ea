package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Entries of one kind, each in an encrypted file of its own. A file is replaced as a whole or not at all. A file that cannot
 * be an entry is reported and set aside; one that another key or version may read is reported and left as it is.
 */
final class EncryptedFiles<T> implements AutoCloseable {

    private final OpenStore store;
    private final StoreDirectory directory;
    private final EntryKind<T> kind;
    private final EncryptedFileFormat fileFormat;
    private final FileLocks locks;

    private EncryptedFiles(OpenStore store, EntryKind<T> kind) {
        this.store = store;
        this.directory = store.directory();
        this.kind = kind;
        this.fileFormat = new EncryptedFileFormat(store.cipher());
        this.locks = store.locks();
    }

    /** Opens the files of a kind in a directory, which is created if it is missing. */
    static <T> EncryptedFiles<T> open(StoreDirectory directory, EntryKind<T> kind, byte[] key, Time time) {
        return new EncryptedFiles<>(OpenStore.open(directory, kind.name(), key, time), kind);
    }

    Optional<T> find(EntryName entry) {
        store.requireOpen();
        return content(entry).map(content -> {
            try {
                return kind.format().read(content);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        });
    }

    private Optional<byte[]> content(EntryName entry) {
        try {
            return decrypted(entry);
        } catch (UnreadableFileException maybeBeingSetAside) {
            return locks.alone(entry.group(), () -> decryptedOrReported(entry));
        }
    }

    /** Returns the names of the files that hold entries. */
    List<String> fileNames() {
        return store.fileNames();
    }

    void save(EntryName entry, T value) {
        store.requireOpen();
        byte[] encrypted = encrypted(entry, value);
        if (encrypted.length > StoreDirectory.LARGEST_FILE_BYTES) {
            throw new KsefStorageException(
                    "With " + encrypted.length + " bytes, " + entry + " are too large to be stored", null);
        }
        locks.alone(entry.group(), () -> {
            decryptedOrReported(entry).ifPresent(EncryptedFiles::overwrite);
            store.run("writing", entry.fileName(), () -> store.put(entry.fileName(), encrypted));
            return true;
        });
    }

    void remove(EntryName entry) {
        store.requireOpen();
        locks.alone(entry.group(), () -> {
            decryptedOrReported(entry).ifPresent(EncryptedFiles::overwrite);
            store.run("removing", entry.fileName(), () -> directory.delete(entry.fileName()));
            return true;
        });
    }

    <R> R exclusively(EntryName entry, Deadline deadline, Supplier<R> work) {
        store.requireOpen();
        return locks.exclusively(entry, deadline, work);
    }

    private byte[] encrypted(EntryName entry, T value) {
        byte[] content = kind.format().write(value);
        try {
            return fileFormat.encrypt(entry, content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Optional<byte[]> decrypted(EntryName entry) throws UnreadableFileException {
        try {
            Optional<byte[]> file = directory.read(entry.fileName());
            return file.isEmpty() ? Optional.empty() : Optional.of(fileFormat.decrypt(entry, file.orElseThrow()));
        } catch (IOException failure) {
            throw store.failed("reading", entry.fileName(), failure);
        }
    }

    /** Called with the lock of the group, so that the file set aside is the one that was read. */
    private Optional<byte[]> decryptedOrReported(EntryName entry) {
        try {
            return decrypted(entry);
        } catch (UnreadableFileException file) {
            throw file.mayBeReadable() ? leftAsItIs(entry, file) : setAside(entry, file);
        }
    }

    private KsefStorageException leftAsItIs(EntryName entry, UnreadableFileException file) {
        return new KsefStorageException(
                "The file " + directory.path(entry.fileName()) + " with " + entry + " is " + file.reason()
                        + ", or give this store another directory. The file was left as it is",
                null);
    }

    private KsefStorageException setAside(EntryName entry, UnreadableFileException file) {
        String name = entry.fileName();
        int number = 1;
        while (directory.exists(aside(name, number))) {
            number++;
        }
        String free = aside(name, number);
        store.run("setting aside the damaged", name, () -> directory.rename(name, free));
        return new KsefStorageException(
                "The file " + directory.path(name) + " with " + entry + " was " + file.reason()
                        + " and was set aside as " + free + ": " + kind.remedy(),
                null);
    }

    private static String aside(String name, int number) {
        return name + ".corrupt-" + number;
    }

    private static void overwrite(byte[] content) {
        Arrays.fill(content, (byte) 0);
    }

    /** Overwrites the key and releases the locks. */
    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
