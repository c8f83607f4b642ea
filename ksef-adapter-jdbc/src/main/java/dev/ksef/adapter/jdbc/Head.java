package dev.ksef.adapter.jdbc;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.ContentFormat;
import dev.ksef.port.internal.content.StoredName;
import java.io.IOException;

/**
 * Which frames hold the records of one submission or chain, and whose they are.
 *
 * @param first position of its first frame
 * @param next position behind its last frame
 */
record Head(long first, long next) {

    /** How its name stands in a row. */
    static final class Name implements ContentFormat<StoredName> {

        @Override
        public byte[] write(StoredName value) {
            return value.bytes();
        }

        @Override
        public StoredName read(byte[] bytes) {
            try {
                return StoredName.read(bytes);
            } catch (IOException undecipherable) {
                // It was intact, so a newer version wrote it.
                throw new KsefStorageException(
                        "A name was stored in a form that this version of the SDK does not know", null);
            }
        }
    }
}
