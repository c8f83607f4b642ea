package dev.ksef.simulator.batch;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.storage.StorageFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A part of a package as it came: its encrypted bytes in a file, their number and SHA-256 in Base64. */
record UploadedPart(Path file, long size, String hash) {

    /** Keeps what comes until the end of the stream. If that fails, nothing is kept. */
    static UploadedPart receive(InputStream content, StorageFolder folder) throws IOException {
        Path file = folder.newFile();
        MessageDigest digest = Sha256Digests.start();
        try (OutputStream out = Files.newOutputStream(file)) {
            long size = new DigestInputStream(content, digest).transferTo(out);
            return new UploadedPart(file, size, Sha256Digests.base64(digest));
        } catch (IOException failed) {
            StorageFolder.delete(file);
            throw failed;
        }
    }

    void delete() {
        StorageFolder.delete(file);
    }
}
