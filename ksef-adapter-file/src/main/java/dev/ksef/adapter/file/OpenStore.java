package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.util.List;

/**
 * A directory that is open for the files of one kind, with the key and the locks for these. A file that was left unfinished by
 * a crash is deleted when the directory is opened.
 */
final class OpenStore implements AutoCloseable {

    private static final String UNFINISHED = ".tmp";

    private final StoreDirectory directory;
    private final String kind;
    private final StoreCipher cipher;
    private final FileLocks locks;
    private volatile boolean closed;

    private OpenStore(StoreDirectory directory, String kind, StoreCipher cipher, FileLocks locks) {
        this.directory = directory;
        this.kind = kind;
        this.cipher = cipher;
        this.locks = locks;
    }

    /**
     * Opens a directory, which is created if it is missing.
     *
     * @param kind ending of the names of the files
     */
    static OpenStore open(StoreDirectory directory, String kind, byte[] key, Time time) {
        StoreCipher cipher = StoreCipher.of(key);
        try {
            directory.create();
            var store = new OpenStore(directory, kind, cipher, FileLocks.open(directory, kind, time));
            store.cleanUp();
            return store;
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
            if (EntryName.isFileName(name, kind + UNFINISHED)) {
                locks.aloneIfFree(EntryName.group(name), () -> run("cleaning up", name, () -> directory.delete(name)));
            }
        }
    }

    StoreDirectory directory() {
        return directory;
    }

    StoreCipher cipher() {
        return cipher;
    }

    FileLocks locks() {
        return locks;
    }

    /** Returns the names of the files that hold entries. */
    List<String> fileNames() {
        requireOpen();
        try {
            return directory.names().stream()
                    .filter(name -> EntryName.isFileName(name, kind))
                    .toList();
        } catch (IOException failure) {
            throw new KsefStorageException(
                    "The directory " + directory + " cannot be listed; check it and its permissions", failure);
        }
    }

    /** Puts a file in the place of an earlier one: a crash leaves the one or the other. */
    void put(String name, byte[] content) throws IOException {
        String unfinished = name + UNFINISHED;
        directory.delete(unfinished);
        try {
            directory.write(unfinished, content);
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

    void requireOpen() {
        if (closed) {
            throw new KsefStorageException("The store on " + directory + " was closed; open it again", null);
        }
    }

    /**
     * Does something with a file.
     *
     * @param what for the message if it fails, such as {@code "writing"}
     */
    void run(String what, String name, FileAction action) {
        try {
            action.run();
        } catch (IOException failure) {
            throw failed(what, name, failure);
        }
    }

    KsefStorageException failed(String what, String name, IOException failure) {
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
        run("closing", kind + ".locks", locks::close);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** Something that is done with a file. */
    interface FileAction {

        void run() throws IOException;
    }
}
