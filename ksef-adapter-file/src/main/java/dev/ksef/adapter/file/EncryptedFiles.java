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

    private static final String UNFINISHED = ".tmp";

    private final StoreDirectory directory;
    private final EntryKind<T> kind;
    private final StoreCipher cipher;
    private final EncryptedFileFormat fileFormat;
    private final FileLocks locks;
    private volatile boolean closed;

    private EncryptedFiles(StoreDirectory directory, EntryKind<T> kind, StoreCipher cipher, FileLocks locks) {
        this.directory = directory;
        this.kind = kind;
        this.cipher = cipher;
        this.fileFormat = new EncryptedFileFormat(cipher);
        this.locks = locks;
    }

    /** Opens the files of a kind in a directory, which is created if it is missing. */
    static <T> EncryptedFiles<T> open(StoreDirectory directory, EntryKind<T> kind, byte[] key, Time time) {
        StoreCipher cipher = StoreCipher.of(key);
        try {
            directory.create();
            var files = new EncryptedFiles<>(directory, kind, cipher, FileLocks.open(directory, kind.name(), time));
            files.cleanUp();
            return files;
        } catch (IOException failure) {
            cipher.close();
            throw new KsefStorageException(
                    "The directory " + directory
                            + " cannot be used for a store; check that it is a directory and that this"
                            + " process may write in it",
                    failure);
        } catch (RuntimeException failure) {
            cipher.close();
            throw failure;
        }
    }

    private void cleanUp() throws IOException {
        try {
            deleteUnfinished();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** A process that still writes such a file holds the lock of its group. */
    private void deleteUnfinished() throws IOException {
        for (String name : directory.names()) {
            if (EntryName.isFileName(name, kind.name() + UNFINISHED)) {
                locks.aloneIfFree(EntryName.group(name), () -> run("cleaning up", name, () -> directory.delete(name)));
            }
        }
    }

    Optional<T> find(EntryName entry) {
        requireOpen();
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
        requireOpen();
        try {
            return directory.names().stream()
                    .filter(name -> EntryName.isFileName(name, kind.name()))
                    .toList();
        } catch (IOException failure) {
            throw new KsefStorageException(
                    "The directory " + directory + " cannot be listed; check it and its permissions", failure);
        }
    }

    void save(EntryName entry, T value) {
        requireOpen();
        byte[] encrypted = encrypted(entry, value);
        if (encrypted.length > StoreDirectory.LARGEST_FILE_BYTES) {
            throw new KsefStorageException(
                    "With " + encrypted.length + " bytes, " + entry + " are too large to be stored", null);
        }
        locks.alone(entry.group(), () -> {
            decryptedOrReported(entry).ifPresent(EncryptedFiles::overwrite);
            run("writing", entry.fileName(), () -> put(entry.fileName(), encrypted));
            return true;
        });
    }

    void remove(EntryName entry) {
        requireOpen();
        locks.alone(entry.group(), () -> {
            decryptedOrReported(entry).ifPresent(EncryptedFiles::overwrite);
            run("removing", entry.fileName(), () -> directory.delete(entry.fileName()));
            return true;
        });
    }

    <R> R exclusively(EntryName entry, Deadline deadline, Supplier<R> work) {
        requireOpen();
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

    private void put(String name, byte[] encrypted) throws IOException {
        String unfinished = name + UNFINISHED;
        directory.delete(unfinished);
        try {
            directory.write(unfinished, encrypted);
            directory.replace(unfinished, name);
        } catch (IOException failure) {
            deleteAfter(failure, unfinished);
            throw failure;
        }
    }

    private void deleteAfter(IOException failure, String unfinished) {
        try {
            directory.delete(unfinished);
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    private Optional<byte[]> decrypted(EntryName entry) throws UnreadableFileException {
        try {
            Optional<byte[]> file = directory.read(entry.fileName());
            return file.isEmpty() ? Optional.empty() : Optional.of(fileFormat.decrypt(entry, file.orElseThrow()));
        } catch (IOException failure) {
            throw failed("reading", entry.fileName(), failure);
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
        run("setting aside the damaged", name, () -> directory.rename(name, free));
        return new KsefStorageException(
                "The file " + directory.path(name) + " with " + entry + " was " + file.reason()
                        + " and was set aside as " + free + ": " + kind.remedy(),
                null);
    }

    private static String aside(String name, int number) {
        return name + ".corrupt-" + number;
    }

    private void requireOpen() {
        if (closed) {
            throw new KsefStorageException("The store on " + directory + " was closed; open it again", null);
        }
    }

    private static void overwrite(byte[] content) {
        Arrays.fill(content, (byte) 0);
    }

    private void run(String what, String name, FileAction action) {
        try {
            action.run();
        } catch (IOException failure) {
            throw failed(what, name, failure);
        }
    }

    private KsefStorageException failed(String what, String name, IOException failure) {
        return new KsefStorageException(
                "Failed at " + what + " " + directory.path(name)
                        + "; check the directory, its permissions and the room on its disk",
                failure);
    }

    /** Overwrites the key and releases the locks. */
    @Override
    public void close() {
        closed = true;
        cipher.close();
        run("closing", kind.name() + ".locks", locks::close);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private interface FileAction {

        void run() throws IOException;
    }
}
