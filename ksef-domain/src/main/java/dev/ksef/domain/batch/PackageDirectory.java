package dev.ksef.domain.batch;

import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The private directory of one package's parts. It goes with the package; one whose process died goes when the next package is
 * made beside it. A lock tells the two apart.
 */
final class PackageDirectory implements AutoCloseable {

    private static final String PREFIX = "ksef-package-";
    private static final String LOCK = "lock";

    /** So young a directory may be one that is being made, and not locked yet. */
    private static final Duration BEING_MADE = Duration.ofMinutes(1);

    private final Path directory;
    private final FileChannel channel;

    private PackageDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Makes a directory below another one, and removes there what dead processes left.
     *
     * @throws KsefStorageException if that is not possible
     */
    static PackageDirectory below(Path root) {
        try {
            Files.createDirectories(root);
            Path directory = Files.createTempDirectory(root, PREFIX);
            FileChannel channel = FileChannel.open(
                    directory.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    ownersOnly(directory));
            channel.lock();
            removeLeftOvers(root, Files.getLastModifiedTime(directory).toInstant());
            return new PackageDirectory(directory, channel);
        } catch (IOException unusable) {
            throw new KsefStorageException(
                    "The folder " + root
                            + " cannot take the parts of a package; check that it exists, and who may write"
                            + " there, or name another one",
                    unusable);
        }
    }

    /** Opens a new file of the directory, which only its owner can read. */
    OutputStream create(String name) throws IOException {
        Path file = Files.createFile(path(name), ownersOnly(directory));
        return Files.newOutputStream(file);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Returns how many bytes the disk has left. */
    long freeBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /** Removes the directory with all that is in it. What cannot be removed now is removed by a later package. */
    @Override
    public void close() {
        try (channel) {
            remove(directory);
        } catch (IOException left) {
            // A file that somebody holds open stays on some systems. The next package takes it away.
        }
    }

    private static void removeLeftOvers(Path root, Instant now) throws IOException {
        try (DirectoryStream<Path> packages = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path directory : packages) {
                removeUnlessAlive(directory, now);
            }
        } catch (java.nio.file.DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static void removeUnlessAlive(Path directory, Instant now) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (Files.getLastModifiedTime(directory)
                    .toInstant()
                    .plus(BEING_MADE)
                    .isAfter(now)) {
                return;
            }
            removeIfDead(directory);
        } catch (OverlappingFileLockException ours) {
            // A package of this process.
        } catch (IOException notOurs) {
            // Another user's, or one without a lock: not made here.
        }
    }

    private static void removeIfDead(Path directory) throws IOException {
        try (FileChannel other = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock dead = other.tryLock()) {
            if (dead != null) {
                remove(directory);
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
        } catch (UncheckedIOException unreadable) {
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
