package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a new file that only its owner may read from the first moment, and that is on the disk when this returns. */
final class OwnerOnlyFile {

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private OwnerOnlyFile() {}

    static void write(Path file, byte[] content) {
        boolean created = false;
        try (var channel = FileChannel.open(file, NEW, ownerOnly(file))) {
            created = true;
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
            syncDirectory(file);
        } catch (FileAlreadyExistsException taken) {
            throw new KsefSigningException(
                    "The file " + file + " exists already and is not overwritten: it may hold a key"
                            + " that a certificate depends on. Choose another name");
        } catch (IOException failed) {
            throw new KsefSigningException("The file " + file + " cannot be written (" + RootCause.told(failed) + ")"
                    + (created ? removed(file) : ""));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes the name of the file durable. Where directories cannot be opened, that is left to the system. */
    private static void syncDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || ownerOnly(file).length == 0) {
            return;
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String removed(Path file) {
        try {
            Files.deleteIfExists(file);
            return "";
        } catch (IOException stuck) {
            return "; an unfinished file was left there";
        }
    }
}
