package dev.ksef.model.batch;

import dev.ksef.model.Sha256;
import java.util.List;
import java.util.Objects;

/**
 * A package of invoices, as it is declared: one archive, cut into parts that are encrypted on their own. At most 5 GB
 * (5 000 000 000 bytes) in at most 50 parts of at most 100 MB (100 000 000 bytes) before encryption.
 *
 * @param fileSize of the plain archive, in bytes
 * @param fileHash of the plain archive
 */
public record BatchFile(
        long fileSize, Sha256 fileHash, CompressionType compressionType, List<BatchFilePart> fileParts) {

    /** @throws IllegalArgumentException if the archive is empty, or has no part */
    public BatchFile {
        Objects.requireNonNull(fileHash, "fileHash");
        Objects.requireNonNull(compressionType, "compressionType");
        fileParts = List.copyOf(fileParts);
        if (fileSize < 1 || fileParts.isEmpty()) {
            throw new IllegalArgumentException(
                    "A package needs at least one byte and one part, but has " + fileSize + " and " + fileParts.size());
        }
    }

    /**
     * Returns the declaration of a package.
     *
     * @param sizeBytes of the plain archive
     * @param hash of the plain archive
     * @throws IllegalArgumentException if the archive is empty, or has no part
     */
    public static BatchFile of(
            long sizeBytes, Sha256 hash, CompressionType compressionType, List<BatchFilePart> parts) {
        return new BatchFile(sizeBytes, hash, compressionType, parts);
    }
}
