package dev.ksef.simulator.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder for what is too large to be held in memory. Only this user can read it; it is made when the first file is
 * needed, and removed when the simulator is closed. Thread-safe.
 */
public final class StorageFolder implements AutoCloseable {

    private @Nullable Path folder;
    private boolean closed;

    /** Gives a new, empty file. */
    public synchronized Path newFile() throws IOException {
        if (closed) {
            throw new IOException("The simulator is closed");
        }
        if (folder == null) {
            folder = Files.createTempDirectory("ksef-simulator-");
        }
        return Files.createTempFile(folder, "storage-", "");
    }

    /** Deletes a file. One that cannot be deleted now goes when the simulator is closed. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (folder == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(StorageFolder::delete);
        } catch (IOException unreadable) {
            // Then the folder is not empty, and stays.
        }
        delete(folder);
    }
}
