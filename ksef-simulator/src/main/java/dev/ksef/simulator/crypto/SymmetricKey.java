package dev.ksef.simulator.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key and the initialization vector of a session or an export. It has no {@code toString}, which could show them. */
public final class SymmetricKey {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int PIECE_BYTES = 4096;

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

    /**
     * Decrypts what comes until the end of the stream, and writes it as it goes.
     *
     * @return whether the cipher text was made with this key; if not, what was written means nothing
     */
    public boolean decrypt(InputStream cipherText, OutputStream plain) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, iv);
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = cipherText.read(piece); read >= 0; read = cipherText.read(piece)) {
                byte[] ready = cipher.update(piece, 0, read);
                if (ready != null) {
                    plain.write(ready);
                }
            }
            plain.write(cipher.doFinal());
            return true;
        } catch (BadPaddingException | IllegalBlockSizeException notOurs) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES", impossible);
        }
    }

    public byte[] encrypt(byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key, iv);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES", impossible);
        }
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
