package dev.ksef.simulator.export;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.storage.StorageLinks.Link;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a package. Its encrypted bytes are in a file. */
record ExportPart(
        int ordinalNumber,
        String name,
        int size,
        String hash,
        Path encrypted,
        int encryptedSize,
        String encryptedHash) {

    static ExportPart keep(int ordinalNumber, String name, byte[] plain, SymmetricKey key, StorageFolder folder)
            throws IOException {
        byte[] encrypted = key.encrypt(plain);
        Path file = folder.newFile();
        Files.write(file, encrypted);
        return new ExportPart(
                ordinalNumber,
                name,
                plain.length,
                Sha256Digests.base64(plain),
                file,
                encrypted.length,
                Sha256Digests.base64(encrypted));
    }

    ObjectNode json(Link link) {
        return JsonTrees.object()
                .put("ordinalNumber", ordinalNumber)
                .put("partName", name)
                .put("method", "GET")
                .put("url", link.url())
                .put("partSize", size)
                .put("partHash", hash)
                .put("encryptedPartSize", encryptedSize)
                .put("encryptedPartHash", encryptedHash)
                .put("expirationDate", KsefTimestamps.json(link.expiresAt()));
    }

    byte[] read(ByteRange range) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(encrypted.toFile(), "r")) {
            byte[] bytes = new byte[range.length()];
            file.seek(range.first());
            file.readFully(bytes);
            return bytes;
        }
    }

    void delete() {
        StorageFolder.delete(encrypted);
    }
}
