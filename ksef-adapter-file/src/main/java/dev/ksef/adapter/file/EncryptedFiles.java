package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Entries of one kind, each an encrypted file of its own. A file is replaced as a whole, or not at all. One that is no
 * entry is reported and set aside; one that others may be able to read is reported and left alone.
 */
final class EncryptedFiles implements AutoCloseable {

    private static final String UNFINISHED = ".tmp";

    private final Disk disk;
    private final String kind;
    private final String remedy;
    private final StoreSecret secret;
    private final Envelope envelope;
    private final FileLocks locks;
    private volatile boolean closed;

    private EncryptedFiles(Disk disk, String kind, String remedy, StoreSecret secret, FileLocks locks) {
        this.disk = disk;
        this.kind = kind;
        this.remedy = remedy;
        this.secret = secret;
        this.envelope = new Envelope(secret);
        this.locks = locks;
    }

    /**
     * The files of a kind in a directory, which is made if it is missing.
     *
     * @param remedy what to do about an entry that was lost, as the end of a sentence
     */
    static EncryptedFiles open(Disk disk, String kind, String remedy, byte[] key, Time time) {
        StoreSecret secret = StoreSecret.of(key);
        try {
            disk.createDirectory();
            var files = new EncryptedFiles(disk, kind, remedy, secret, FileLocks.open(disk, kind, time));
            files.begin();
            return files;
        } catch (IOException failure) {
            secret.close();
            throw new KsefStorageException(
                    "The directory " + disk + " cannot be used for a store; check that it is a directory and that this"
                            + " process may write in it",
                    failure);
        } catch (RuntimeException failure) {
            secret.close();
            throw failure;
        }
    }

    private void begin() throws IOException {
        try {
            deleteUnfinished();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Whoever was writing them is gone, or would hold their group. */
    private void deleteUnfinished() throws IOException {
        for (String name : disk.names()) {
            if (Entry.isFileName(name, kind + UNFINISHED)) {
                locks.aloneIfFree(Entry.group(name), () -> doing("cleaning up", name, () -> disk.delete(name)));
            }
        }
    }

    /** The content of an entry, for the caller to overwrite. */
    Optional<byte[]> find(Entry entry) {
        requireOpen();
        try {
            return opened(entry);
        } catch (Unreadable perhaps) {
            return locks.alone(entry.group(), () -> openedOrReported(entry));
        }
    }

    void save(Entry entry, byte[] content) {
        requireOpen();
        byte[] sealed = envelope.seal(entry, content);
        if (sealed.length > Disk.LARGEST_FILE_BYTES) {
            throw new KsefStorageException(
                    "With " + sealed.length + " bytes, " + entry + " are too large to be kept", null);
        }
        locks.alone(entry.group(), () -> {
            openedOrReported(entry).ifPresent(EncryptedFiles::forget);
            doing("writing", entry.fileName(), () -> put(entry.fileName(), sealed));
            return true;
        });
    }

    void remove(Entry entry) {
        requireOpen();
        locks.alone(entry.group(), () -> {
            openedOrReported(entry).ifPresent(EncryptedFiles::forget);
            doing("removing", entry.fileName(), () -> disk.delete(entry.fileName()));
            return true;
        });
    }

    <T> T exclusively(Entry entry, Deadline deadline, Supplier<T> work) {
        requireOpen();
        return locks.exclusively(entry, deadline, work);
    }

    private void put(String name, byte[] sealed) throws IOException {
        String unfinished = name + UNFINISHED;
        disk.delete(unfinished);
        try {
            disk.write(unfinished, sealed);
            disk.replace(unfinished, name);
        } catch (IOException failure) {
            withdraw(unfinished, failure);
            throw failure;
        }
    }

    private void withdraw(String unfinished, IOException failure) {
        try {
            disk.delete(unfinished);
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    private Optional<byte[]> opened(Entry entry) throws Unreadable {
        try {
            Optional<byte[]> file = disk.read(entry.fileName());
            return file.isEmpty() ? Optional.empty() : Optional.of(envelope.open(entry, file.orElseThrow()));
        } catch (IOException failure) {
            throw failed("reading", entry.fileName(), failure);
        }
    }

    /** Alone in the group, so that what is set aside is what was read. */
    private Optional<byte[]> openedOrReported(Entry entry) {
        try {
            return opened(entry);
        } catch (Unreadable file) {
            throw file.maybeGood() ? refusal(entry, file) : setAside(entry, file);
        }
    }

    private KsefStorageException refusal(Entry entry, Unreadable file) {
        return new KsefStorageException(
                "The file " + disk.path(entry.fileName()) + " with " + entry + " is " + file.reason()
                        + ", or give this store another directory. The file was left as it is",
                null);
    }

    private KsefStorageException setAside(Entry entry, Unreadable file) {
        String name = entry.fileName();
        int number = 1;
        while (disk.exists(aside(name, number))) {
            number++;
        }
        String free = aside(name, number);
        doing("setting aside the damaged", name, () -> disk.rename(name, free));
        return new KsefStorageException(
                "The file " + disk.path(name) + " with " + entry + " was " + file.reason() + " and was set aside as "
                        + free + ": " + remedy,
                null);
    }

    private static String aside(String name, int number) {
        return name + ".corrupt-" + number;
    }

    private void requireOpen() {
        if (closed) {
            throw new KsefStorageException("The store on " + disk + " was closed; open it again", null);
        }
    }

    private static void forget(byte[] content) {
        Arrays.fill(content, (byte) 0);
    }

    private void doing(String what, String name, Action action) {
        try {
            action.run();
        } catch (IOException failure) {
            throw failed(what, name, failure);
        }
    }

    private KsefStorageException failed(String what, String name, IOException failure) {
        return new KsefStorageException(
                "Failed at " + what + " " + disk.path(name)
                        + "; check the directory, its permissions and the room on its" + " disk",
                failure);
    }

    /** Overwrites the key. */
    @Override
    public void close() {
        closed = true;
        secret.close();
        doing("closing", kind + ".locks", locks::close);
    }

    @Override
    public String toString() {
        return disk.toString();
    }

    /** Something done on the disk. */
    private interface Action {

        void run() throws IOException;
    }
}
