package dev.ksef.port.internal.content;

import dev.ksef.model.encryption.ContentKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A content key as bytes, in version 1: the key, then its initialization vector, 48 bytes in all. */
public final class ContentKeyFormat implements ContentFormat<ContentKey> {

    @Override
    public byte[] write(ContentKey key) {
        byte[] secret = key.key();
        try {
            return ByteBuffer.allocate(ContentKey.KEY_BYTES + ContentKey.IV_BYTES)
                    .put(secret)
                    .put(key.initializationVector())
                    .array();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public ContentKey read(byte[] bytes) {
        byte[] secret = Arrays.copyOf(bytes, ContentKey.KEY_BYTES);
        try {
            return ContentKey.of(secret, Arrays.copyOfRange(bytes, ContentKey.KEY_BYTES, bytes.length));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
