package dev.ksef.adapter.jdbc;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.ContentFormat;
import dev.ksef.port.internal.content.ContentSeal;
import java.util.Arrays;

/** Turns values into what stands in a row, and back. No plain bytes are left in memory. */
final class Contents {

    /** More would slow down everything that shares the database. */
    private static final int LARGEST = 32 << 20;

    private final ContentSeal seal;

    Contents(ContentSeal seal) {
        this.seal = seal;
    }

    /**
     * A value that was read.
     *
     * @param outdated whether it should be written anew, since another key encrypts now
     */
    record Found<T>(T value, boolean outdated) {

        @Override
        public String toString() {
            return "Found[redacted]";
        }
    }

    <T> byte[] close(ContentFormat<T> format, T value, String what, String... place) {
        return close(format.write(value), what, place);
    }

    /** @param plain is overwritten */
    byte[] close(byte[] plain, String what, String... place) {
        try {
            if (plain.length > LARGEST) {
                throw new KsefStorageException(
                        "Failed at writing " + what + ": it has " + plain.length + " bytes, and at most " + LARGEST
                                + " are stored together. Nothing was written",
                        null);
            }
            return seal.close(plain, place);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    <T> Found<T> open(ContentFormat<T> format, byte[] sealed, String what, String... place) {
        ContentSeal.Opened opened = seal.open(sealed, what, place);
        try {
            return new Found<>(format.read(opened.content()), opened.outdated());
        } finally {
            Arrays.fill(opened.content(), (byte) 0);
        }
    }

    @Override
    public String toString() {
        return seal.toString();
    }
}
