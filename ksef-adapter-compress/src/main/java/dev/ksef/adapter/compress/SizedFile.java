package dev.ksef.adapter.compress;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.ArchiveEntry;

/**
 * A file with the size that it told once: one that changes its mind is found out.
 *
 * @param sizeBytes what it holds, in bytes
 */
record SizedFile(ArchiveEntry file, long sizeBytes) {

    /** The most that a ZIP tells in its plain form. An invoice has at most 3 MB. */
    private static final long LARGEST = 0xffff_fffeL;

    /** @throws KsefStorageException if it tells no size, or none that an archive can hold */
    static SizedFile of(ArchiveEntry file) {
        long size = sizeOf(file);
        if (size < 0 || size > LARGEST) {
            throw new KsefStorageException(
                    "A file in an archive has at most " + LARGEST + " bytes, but " + file.name() + " tells " + size,
                    null);
        }
        return new SizedFile(file, size);
    }

    private static long sizeOf(ArchiveEntry file) {
        try {
            return file.content().sizeBytes();
        } catch (RuntimeException failure) {
            throw new KsefStorageException("The file " + file.name() + " cannot tell its size", failure);
        }
    }
}
