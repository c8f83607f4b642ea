package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The private directory of one package's parts, which were made or fetched. It goes with the package; one whose process died goes
 * when the next package is made or fetched beside it. A lock tells the two apart.
 */
public final class PrivateDirectory implements AutoCloseable {

    private static final String PREFIX = "ksef-package-";
    private static final String LOCK = "lock";
    private static final int MOST_ATTEMPTS = 10;

    private final Path directory;
    private final FileChannel channel;
    private volatile boolean closed;

    private PrivateDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Makes a directory below another one, and removes there what dead processes left.
     *
     * @throws KsefStorageException if that is not possible
     */
    public static PrivateDirectory below(Path root) {
        try {
            Files.createDirectories(root);
            PrivateDirectory made = made(root);
            made.removeLeftOvers(root);
            return made;
        } catch (IOException unusable) {
            throw new KsefStorageException(
                    "The folder " + root
                            + " cannot take the parts of a package; check that it exists, and who may write"
                            + " there, or name another one",
                    unusable);
        }
    }

    /** Another process may take a directory for left over until it is locked, and remove it: then another one is made. */
    private static PrivateDirectory made(Path root) throws IOException {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Path directory = Files.createTempDirectory(root, ofThisProcess());
            PrivateDirectory made = locked(directory);
            if (made != null) {
                return made;
            }
        }
        throw new IOException("Other processes have removed each directory that was made");
    }

    private static @Nullable PrivateDirectory locked(Path directory) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(
                    directory.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    ownersOnly(directory));
            locked = channel.tryLock() != null && Files.exists(directory.resolve(LOCK));
            return locked ? new PrivateDirectory(directory, channel) : null;
        } finally {
            if (!locked) {
                discard(directory, channel);
            }
        }
    }

    private static void discard(Path directory, @Nullable FileChannel channel) throws IOException {
        try {
            remove(directory);
        } finally {
            if (channel != null) {
                channel.close();
            }
        }
    }

    /** Returns what the names of this process's directories begin with. A process in a container has the number of the one before. */
    private static String ofThisProcess() {
        ProcessHandle process = ProcessHandle.current();
        long begun = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PREFIX + process.pid() + "-" + begun + "-";
    }

    /**
     * Opens a new file of the directory, which only its owner can read.
     *
     * @throws IOException if that is not possible, or the directory is closed
     */
    public OutputStream create(String name) throws IOException {
        Path file = Files.createFile(path(name), ownersOnly(directory));
        if (closed) {
            // Whoever closed it may have looked before the file was there.
            remove(directory);
            throw new IOException("The directory was closed meanwhile");
        }
        // It is not made again if it has been removed since.
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    /** Returns the path of a file of the directory. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Returns how many bytes the disk has left. */
    public long freeBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /** Removes the directory with all that is in it. What cannot be removed now is removed by a later package. */
    @Override
    public void close() {
        closed = true;
        try (channel) {
            remove(directory);
        } catch (IOException left) {
            // A file that somebody holds open stays on some systems. The next package takes it away.
        }
    }

    private void removeLeftOvers(Path root) {
        try (DirectoryStream<Path> packages = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path other : packages) {
                removeUnlessAlive(other);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // A folder may be one to write into only.
        }
    }

    /**
     * Leaves those of this process alone, also their locks: closing any channel on a file releases all locks that this JVM
     * has on it. Those of other users are left alone, too: they could be exchanged for something else meanwhile.
     */
    private void removeUnlessAlive(Path other) {
        if (String.valueOf(other.getFileName()).startsWith(ofThisProcess())
                || !Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (hasSameOwner(other)) {
                removeUnlessLocked(other);
            }
        } catch (IOException | OverlappingFileLockException notOurs) {
            // One that is being made, or removed, perhaps by another thread of this process.
        }
    }

    private boolean hasSameOwner(Path other) throws IOException {
        return !directory.getFileSystem().supportedFileAttributeViews().contains("owner")
                || Files.getOwner(other, LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
    }

    private static void removeUnlessLocked(Path other) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock dead = channel.tryLock()) {
            if (dead != null) {
                remove(other);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        Files.deleteIfExists(directory.resolve(LOCK));
        Files.deleteIfExists(directory);
    }

    private static FileAttribute<?>[] ownersOnly(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
