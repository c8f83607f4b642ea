package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts with a key that is derived from the caller's, and identifies that key by a derived value. The caller's key itself
 * is not kept.
 */
final class StoreCipher implements AutoCloseable {

    static final int KEY_BYTES = 32;
    static final int CHECK_BYTES = 16;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final byte[] contentKey;
    private final byte[] keyCheck;
    private boolean closed;

    private StoreCipher(byte[] contentKey, byte[] keyCheck) {
        this.contentKey = contentKey;
        this.keyCheck = keyCheck;
    }

    /**
     * Derives from the caller's key.
     *
     * @throws IllegalArgumentException if the key has not 32 bytes, or all of them are zero
     */
    static StoreCipher of(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The key of a store must be 32 random bytes (AES-256), this one has " + key.length);
        }
        if (Arrays.equals(key, new byte[KEY_BYTES])) {
            throw new IllegalArgumentException(
                    "The key of a store must be 32 random bytes, this one has only zeros: was it overwritten already?");
        }
        byte[] check = Arrays.copyOf(derived(key, "dev.ksef.adapter.file/1 check"), CHECK_BYTES);
        return new StoreCipher(derived(key, "dev.ksef.adapter.file/1 content"), check);
    }

    /**
     * Passes a copy of the bytes of a key on, and overwrites it afterwards. What the key itself yields may be its own array,
     * which is left as it is.
     *
     * @throws IllegalArgumentException if the key does not yield its bytes, as keys in devices do not
     */
    static <T> T withBytesOf(SecretKey key, Function<byte[], T> use) {
        byte @Nullable [] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("The key of a store must yield its 32 bytes, this one does not");
        }
        byte[] bytes = encoded.clone();
        try {
            return use.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Returns a value that identifies the key and reveals nothing about it. */
    byte[] keyCheck() {
        return keyCheck.clone();
    }

    byte[] encrypt(byte[] plain, byte[] nonce, byte[]... bound) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(plain);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The JDK does not encrypt with AES-256-GCM", impossible);
        }
    }

    /**
     * Decrypts and authenticates.
     *
     * @throws GeneralSecurityException if this was not encrypted with this key, this nonce and this bound data
     */
    byte[] decrypt(byte[] encrypted, byte[] nonce, byte[]... bound) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, nonce, bound).doFinal(encrypted);
    }

    private synchronized Cipher cipher(int mode, byte[] nonce, byte[][] bound) throws GeneralSecurityException {
        if (closed) {
            throw new KsefStorageException("The store was closed; open it again", null);
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        for (byte[] each : bound) {
            cipher.updateAAD(each);
        }
        return cipher;
    }

    private static byte[] derived(byte[] key, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", impossible);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(contentKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "StoreCipher[redacted]";
    }
}
