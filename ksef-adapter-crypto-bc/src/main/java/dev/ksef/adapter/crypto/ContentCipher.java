package dev.ksef.adapter.crypto;

import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefCryptoException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts with AES-256-CBC and PKCS#7 padding. The initialization vector is not part of the ciphertext. */
final class ContentCipher {

    static final String UNREADABLE = "The content does not decrypt: it was encrypted with another key, or truncated, or"
            + " altered; compare its SHA-256 with the declared one";

    static final int PIECE_BYTES = 4 * 1024;

    /** The JDK's PKCS5Padding is PKCS#7 for blocks of 16 bytes. */
    private static final String TRANSFORMATION = "AES/CBC/PKCS5Padding";

    private final JdkProvider provider;

    ContentCipher(JdkProvider provider) {
        this.provider = provider;
    }

    byte[] encrypt(byte[] plain, ContentKey key) {
        try {
            return inPieces(cipher(Cipher.ENCRYPT_MODE, key), plain);
        } catch (GeneralSecurityException failed) {
            throw new KsefCryptoException("The content cannot be encrypted", failed);
        }
    }

    byte[] decrypt(byte[] encrypted, ContentKey key) {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key);
        if (encrypted.length == 0) {
            // The JDK would accept it, but even empty content has a block of padding.
            throw new KsefCryptoException(UNREADABLE, null);
        }
        try {
            return inPieces(cipher, encrypted);
        } catch (GeneralSecurityException whichever) {
            // Which check failed is not told: that would help to forge ciphertexts.
            throw new KsefCryptoException(UNREADABLE, null);
        }
    }

    /** A young JVM finds the processor's instructions by the number of calls, not by the bytes of one. */
    private static byte[] inPieces(Cipher cipher, byte[] content) throws GeneralSecurityException {
        byte[] made = new byte[cipher.getOutputSize(content.length)];
        boolean complete = false;
        try {
            int length = 0;
            for (int at = 0; at < content.length; at += PIECE_BYTES) {
                length += cipher.update(content, at, Math.min(PIECE_BYTES, content.length - at), made, length);
            }
            length += cipher.doFinal(made, length);
            complete = length == made.length;
            return complete ? made : Arrays.copyOf(made, length);
        } finally {
            if (!complete) {
                Arrays.fill(made, (byte) 0);
            }
        }
    }

    InputStream encrypting(InputStream plain, ContentKey key) {
        return CipherStream.encrypting(plain, cipher(Cipher.ENCRYPT_MODE, key));
    }

    OutputStream encrypting(OutputStream encrypted, ContentKey key) {
        return new EncryptingOutputStream(encrypted, cipher(Cipher.ENCRYPT_MODE, key));
    }

    InputStream decrypting(InputStream encrypted, ContentKey key) {
        return CipherStream.decrypting(encrypted, cipher(Cipher.DECRYPT_MODE, key));
    }

    private Cipher cipher(int mode, ContentKey key) {
        byte[] secret = key.key();
        try {
            Cipher cipher = provider.cipher(TRANSFORMATION);
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new IvParameterSpec(key.initializationVector()));
            return cipher;
        } catch (GeneralSecurityException refused) {
            throw new KsefCryptoException("This JVM refuses AES with keys of 256 bits", refused);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
