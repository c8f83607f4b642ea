package dev.ksef.model.batch;

import dev.ksef.model.Sha256;
import java.util.Objects;

/**
 * An encrypted part of a package, as it is declared.
 *
 * @param ordinalNumber from 1
 * @param fileSize of the encrypted part, in bytes
 * @param fileHash of the encrypted part
 */
public record BatchFilePart(int ordinalNumber, long fileSize, Sha256 fileHash) {

    /** @throws IllegalArgumentException if the number or the size is below 1 */
    public BatchFilePart {
        Objects.requireNonNull(fileHash, "fileHash");
        if (ordinalNumber < 1 || fileSize < 1) {
            throw new IllegalArgumentException("A part needs an ordinal number and a size of at least 1, but has "
                    + ordinalNumber + " and " + fileSize);
        }
    }

    /**
     * Returns the declaration of a part.
     *
     * @param ordinalNumber from 1
     * @param sizeBytes of the encrypted part
     * @param hash of the encrypted part
     * @throws IllegalArgumentException if the number or the size is below 1
     */
    public static BatchFilePart of(int ordinalNumber, long sizeBytes, Sha256 hash) {
        return new BatchFilePart(ordinalNumber, sizeBytes, hash);
    }
}
