package dev.ksef.simulator.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder where a simulator keeps its state, for one simulator at a time. The state is one file, which is replaced as a
 * whole or not at all. It has secrets, such as tokens and keys, so that only this user may read it.
 */
public final class StateFolder implements AutoCloseable {

    static final String FILE = "state.zip";
    private static final String LOCK = "state.lock";

    private final Path folder;
    private final FileChannel lock;

    private StateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, which is made if it is not there.
     *
     * @throws IllegalArgumentException if another simulator has it open
     * @throws UncheckedIOException if it cannot be used
     */
    public static StateFolder open(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
            }
            FileChannel lock = locked(folder);
            removeUnfinished(folder);
            return new StateFolder(folder, lock);
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot keep the state in " + folder + ": " + unusable, unusable);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException ofThisProgram) {
            // The same as a lock that another program has.
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new IllegalArgumentException(
                    "Another simulator uses the state in " + folder + "; close it, or name another folder");
        }
        return channel;
    }

    /** Removes what was half written when a program was killed. Nobody writes while the lock is held. */
    private static void removeUnfinished(Path folder) {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "state-[0-9]*.tmp")) {
            unfinished.forEach(StateFolder::remove);
        } catch (IOException | DirectoryIteratorException stay) {
            // They take space, and harm nothing else.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path where, String permissions) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Gives the registers what was saved.
     *
     * @return whether a state was saved before
     * @throws IllegalArgumentException if the saved state is damaged, or of a newer simulator; it stays as it is
     * @throws UncheckedIOException if it cannot be read
     */
    public boolean load(List<? extends Stateful> registers) {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return false;
        }
        new StateFile(file).load(registers);
        return true;
    }

    /**
     * Saves what the registers have, in place of what was saved before.
     *
     * @param time is noted for whoever looks at the file
     * @throws UncheckedIOException if it cannot be written; what was saved before stays
     */
    public synchronized void save(List<? extends Stateful> registers, Instant time) {
        Path written = null;
        try {
            written = Files.createTempFile(folder, "state-", ".tmp", ownerOnly(folder, "rw-------"));
            new StateFile(written).save(registers, time);
            Files.move(
                    written, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            remove(written);
            throw new UncheckedIOException("Cannot save the state in " + folder + ": " + failed, failed);
        } catch (RuntimeException failed) {
            remove(written);
            throw failed;
        }
    }

    private static void remove(@Nullable Path unfinished) {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException stays) {
            unfinished.toFile().deleteOnExit();
        }
    }

    /** Lets other simulators have the folder. Nothing is saved. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException released) {
            // The lock ends with the program at the latest.
        }
    }
}
