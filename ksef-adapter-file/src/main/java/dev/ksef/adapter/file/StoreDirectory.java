package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of a store. Where the file system has POSIX permissions, only the owner may use what is created here;
 * elsewhere files inherit the permissions of the directory. An interrupt leaves no operation half done.
 */
class StoreDirectory {

    /** Far more than an entry has: a larger file was not written here. */
    static final int LARGEST_FILE_BYTES = 4 << 20;

    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> READ_OR_WRITTEN_BY_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final boolean posix;

    StoreDirectory(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /**
     * Creates the directory if it is missing. One that others may read or write is closed to them if it belongs to us and holds
     * nothing of theirs, and refused otherwise.
     *
     * @throws KsefStorageException if others may read or write it
     */
    void create() throws IOException {
        try {
            Files.createDirectories(directory, owners("rwx------"));
        } catch (FileAlreadyExistsException taken) {
            throw new NotDirectoryException(directory.toString());
        }
        if (posix) {
            closeToOthers(Files.getPosixFilePermissions(directory));
        }
    }

    private void closeToOthers(Set<PosixFilePermission> permissions) throws IOException {
        if (Collections.disjoint(permissions, READ_OR_WRITTEN_BY_OTHERS)) {
            return;
        }
        boolean written = !Collections.disjoint(permissions, WRITTEN_BY_OTHERS);
        List<String> names = names();
        if (!names.isEmpty() && (written || !names.stream().allMatch(EntryName::isOfAStore)) || !isOurs()) {
            throw new KsefStorageException(
                    "Others may " + (written ? "write in" : "read") + " the directory " + directory + " ("
                            + PosixFilePermissions.toString(permissions)
                            + "); check what is in it and who owns it, then take their permissions away"
                            + " (chmod 700), or use another directory for the store",
                    null);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    /** Compares with the owner of a new file, since an owner's name cannot be asked for everywhere. */
    private boolean isOurs() throws IOException {
        Path probe = Files.createTempFile(directory, "owner", null, owners("rw-------"));
        try {
            return Files.getOwner(probe).equals(Files.getOwner(directory));
        } finally {
            Files.delete(probe);
        }
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    FileChannel openForLocks(String name) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(path(name), options, owners("rw-------"));
    }

    /** Returns the content of a file; empty if there is no such file. */
    Optional<byte[]> read(String name) throws IOException, UnreadableFileException {
        return opened(name, file -> {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw notOfThisStore();
            }
            return Files.readAllBytes(file);
        });
    }

    /** Opens a file of any size, to be read from its beginning; empty if there is no such file. */
    Optional<InputStream> open(String name) throws IOException, UnreadableFileException {
        return opened(name, Files::newInputStream);
    }

    private <T> Optional<T> opened(String name, Opening<T> opening) throws IOException, UnreadableFileException {
        Path file = path(name);
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw notOfThisStore();
            }
            return Optional.of(opening.open(file));
        } catch (NoSuchFileException missing) {
            if (!Files.isDirectory(directory)) {
                throw missing;
            }
            return Optional.empty();
        }
    }

    private static UnreadableFileException notOfThisStore() {
        return UnreadableFileException.damaged("not a file of this store");
    }

    /** What is done with a file that is there. */
    private interface Opening<T> {

        T open(Path file) throws IOException, UnreadableFileException;
    }

    /** Returns the last bytes of a file; empty if there is no file, or it has not exactly this length. */
    Optional<byte[]> end(String name, long length, int bytes) throws IOException {
        if (!exists(name)) {
            return Optional.empty();
        }
        try (var file = new RandomAccessFile(path(name).toFile(), "r")) {
            if (file.length() != length) {
                return Optional.empty();
            }
            byte[] end = new byte[bytes];
            file.seek(length - bytes);
            file.readFully(end);
            return Optional.of(end);
        }
    }

    /** Writes behind the first bytes of a file that is there, and waits until that is on the disk. */
    void append(String name, long length, byte[] content) throws IOException {
        try (var file = new RandomAccessFile(path(name).toFile(), "rw")) {
            file.seek(length);
            file.write(content);
            file.getFD().sync();
        }
    }

    /** Cuts off what is behind the first bytes of a file that is there, and waits until that is on the disk. */
    void cut(String name, long length) throws IOException {
        try (var file = new RandomAccessFile(path(name).toFile(), "rw")) {
            file.setLength(length);
            file.getFD().sync();
        }
    }

    /** Writes a new file and waits until it is on the disk. */
    void write(String name, byte[] content) throws IOException {
        Path file = Files.createFile(path(name), owners("rw-------"));
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** Replaces a file by another atomically: a reader finds the one or the other. */
    void replace(String name, String target) throws IOException {
        Files.move(path(name), path(target), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    /** Renames a file. The new name must be free. */
    void rename(String name, String free) throws IOException {
        Files.move(path(name), path(free));
        syncDirectory();
    }

    boolean exists(String name) {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    void delete(String name) throws IOException {
        if (Files.deleteIfExists(path(name))) {
            syncDirectory();
        }
    }

    /** Makes renames durable. Only POSIX systems can open a directory; elsewhere that is left to the system. */
    private void syncDirectory() throws IOException {
        boolean interrupted = false;
        try {
            while (posix && !isSynced()) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns false if an interrupt closed the channel. */
    private boolean isSynced() throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException interrupted) {
            return false;
        }
    }

    private FileAttribute<?>[] owners(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
