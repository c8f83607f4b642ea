package dev.ksef.domain.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are there whole or not at all, whatever fails meanwhile. */
public final class DurableFile {

    private DurableFile() {}

    /**
     * Writes a file of a folder, which is made if it is missing; an earlier one is replaced. When this returns, the content
     * survives a failure of the machine.
     *
     * @throws IOException if that is not possible; an earlier file stays
     */
    public static void write(Path folder, String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, ".ksef-", ".part");
        try {
            writeDurably(part, content);
            Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Makes the names of a folder survive a failure of the machine. Some systems do that by themselves, and let no folder be
     * opened.
     */
    public static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Windows.
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }
}
