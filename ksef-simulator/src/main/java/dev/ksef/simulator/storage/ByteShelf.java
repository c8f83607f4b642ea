package dev.ksef.simulator.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps many byte arrays for as long as the simulator runs: in memory up to a limit for all of them together, then in one
 * file of the {@link StorageFolder}. Thread-safe.
 */
public final class ByteShelf implements AutoCloseable {

    private static final long MEGABYTE = 1_000_000;

    private final StorageFolder folder;
    private final int megabytesInMemory;
    private long inMemory;
    private long inFile;
    private @Nullable RandomAccessFile file;

    /**
     * Makes an empty shelf.
     *
     * @param megabytesInMemory how many million bytes are kept in memory at most; 0 for none
     */
    public ByteShelf(StorageFolder folder, int megabytesInMemory) {
        this.folder = folder;
        this.megabytesInMemory = megabytesInMemory;
    }

    /**
     * Keeps some bytes, which nobody may change from now on.
     *
     * @throws UncheckedIOException if they do not fit into the memory, and the file cannot be written
     */
    public synchronized ShelvedBytes keep(byte[] bytes) {
        if (inMemory + bytes.length <= megabytesInMemory * MEGABYTE) {
            inMemory += bytes.length;
            return () -> bytes;
        }
        try {
            return append(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The simulator keeps " + megabytesInMemory + " MB of documents in memory (--memory), and could not"
                            + " write more of them to the folder for temporary files, java.io.tmpdir: "
                            + failed.getMessage(),
                    failed);
        }
    }

    private ShelvedBytes append(byte[] bytes) throws IOException {
        // No channel: a thread of the user that is interrupted would close it for all.
        RandomAccessFile out = file == null ? open() : file;
        long position = inFile;
        // What is given back must not hold the bytes themselves.
        int length = bytes.length;
        out.seek(position);
        out.write(bytes);
        // Only now: what was written in part is written over.
        inFile += length;
        return () -> read(position, length);
    }

    private RandomAccessFile open() throws IOException {
        Path path = folder.newFile();
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
        file = opened;
        return opened;
    }

    private synchronized byte[] read(long position, int length) {
        RandomAccessFile in = file;
        if (in == null) {
            throw new IllegalStateException("The simulator is closed");
        }
        byte[] bytes = new byte[length];
        try {
            in.seek(position);
            in.readFully(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read back what the simulator keeps in a file", failed);
        }
        return bytes;
    }

    /** How many bytes are kept in memory. */
    public synchronized long bytesInMemory() {
        return inMemory;
    }

    /** How many bytes are kept in the file. */
    public synchronized long bytesInFile() {
        return inFile;
    }

    /** Gives the file back. The folder removes it. */
    @Override
    public synchronized void close() {
        RandomAccessFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException nothingMoreToWrite) {
                // All was written when it was kept.
            }
        }
    }
}
