package dev.ksef.simulator.batch;

import dev.ksef.simulator.crypto.Sha256Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The folder where the parts of packages wait for their session's end. Only this user can read it; it is made when the
 * first part comes, and removed when the simulator is closed. Thread-safe.
 */
public final class BatchFolder implements AutoCloseable {

    private @Nullable Path folder;
    private boolean closed;

    /** Gives a new, empty file. */
    synchronized Path newFile() throws IOException {
        if (closed) {
            throw new IOException("The simulator is closed");
        }
        if (folder == null) {
            folder = Files.createTempDirectory("ksef-simulator-");
        }
        return Files.createTempFile(folder, "batch-", "");
    }

    /** Keeps what comes until the end of the stream. If that fails, nothing is kept. */
    UploadedPart keep(InputStream content) throws IOException {
        Path file = newFile();
        MessageDigest digest = Sha256Digests.start();
        try (OutputStream out = Files.newOutputStream(file)) {
            long size = new DigestInputStream(content, digest).transferTo(out);
            return new UploadedPart(file, size, Sha256Digests.base64(digest));
        } catch (IOException failed) {
            delete(file);
            throw failed;
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            // The folder goes at the latest when the simulator is closed.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (folder == null) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    delete(file);
                    return FileVisitResult.CONTINUE;
                }
            });
            Files.deleteIfExists(folder);
        } catch (IOException inUse) {
            folder.toFile().deleteOnExit();
        }
    }
}
