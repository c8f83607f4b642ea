package dev.ksef.model.encryption;

import java.util.Arrays;

/**
 * The symmetric key of a session, a batch or an export: 32 bytes of AES-256 key and a 16-byte initialisation vector. Closing it
 * overwrites both. The creator closes it.
 *
 * <p>Another process can continue a session with the session's number and this key. For that, make the key (32 and 16 bytes of
 * a {@link java.security.SecureRandom}, or {@link dev.ksef.port.CryptoEngine#newContentKey}), open the session with it, and
 * store {@link #key()} and {@link #initializationVector()} encrypted. Both return copies: overwrite them once they are stored.
 * Pass them on through a pipe or a store, never on a command line or in the environment. A key is useful only while its session
 * is open, 12 hours at most.
 */
public final class ContentKey implements AutoCloseable {

    public static final int KEY_BYTES = 32;
    public static final int IV_BYTES = 16;

    private final byte[] key;
    private final byte[] initializationVector;
    private boolean closed;

    private ContentKey(byte[] key, byte[] initializationVector) {
        this.key = key;
        this.initializationVector = initializationVector;
    }

    /**
     * Returns a key with copies of these bytes.
     *
     * @throws IllegalArgumentException if the key does not have 32 bytes or the vector 16
     */
    public static ContentKey of(byte[] key, byte[] initializationVector) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("KSeF requires an AES-256 key of 32 bytes, this one has " + key.length);
        }
        if (initializationVector.length != IV_BYTES) {
            throw new IllegalArgumentException(
                    "KSeF requires an initialisation vector of 16 bytes, this one has " + initializationVector.length);
        }
        return new ContentKey(key.clone(), initializationVector.clone());
    }

    /**
     * Returns a copy of the 32 key bytes, which the caller should overwrite.
     *
     * @throws IllegalStateException if the key was closed
     */
    public byte[] key() {
        return copyOf(key);
    }

    /**
     * Returns a copy of the 16 bytes of the initialisation vector.
     *
     * @throws IllegalStateException if the key was closed
     */
    public byte[] initializationVector() {
        return copyOf(initializationVector);
    }

    /** Returns a key with the same bytes, which is closed separately. */
    public synchronized ContentKey copy() {
        return new ContentKey(key(), initializationVector());
    }

    private synchronized byte[] copyOf(byte[] bytes) {
        if (closed) {
            throw new IllegalStateException("The content key was closed and its bytes are gone");
        }
        return bytes.clone();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
        Arrays.fill(initializationVector, (byte) 0);
    }

    @Override
    public String toString() {
        return "ContentKey[redacted]";
    }
}
