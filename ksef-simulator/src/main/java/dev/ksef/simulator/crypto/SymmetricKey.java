package dev.ksef.simulator.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key and the initialization vector of a session. It has no {@code toString}, which could show them. */
public final class SymmetricKey {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 16;

    private final SecretKeySpec key;
    private final IvParameterSpec iv;

    private SymmetricKey(byte[] key, byte[] iv) {
        this.key = new SecretKeySpec(key, "AES");
        this.iv = new IvParameterSpec(iv);
    }

    /** The key; nothing if key or vector have not the length that AES-256-CBC needs. */
    public static Optional<SymmetricKey> of(byte[] key, byte[] iv) {
        return key.length == KEY_BYTES && iv.length == IV_BYTES
                ? Optional.of(new SymmetricKey(key, iv))
                : Optional.empty();
    }

    /** The plain bytes; nothing if the cipher text was not made with this key. */
    public Optional<byte[]> decrypt(byte[] cipherText) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, iv);
            return Optional.of(cipher.doFinal(cipherText));
        } catch (BadPaddingException | IllegalBlockSizeException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES", impossible);
        }
    }
}
