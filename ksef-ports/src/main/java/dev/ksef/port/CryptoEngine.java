package dev.ksef.port;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import java.io.InputStream;
import java.security.PublicKey;

/**
 * The cryptography of the protocol: AES-256-CBC with PKCS#7 padding, RSA-OAEP with SHA-256 and MGF1-SHA-256, SHA-256.
 *
 * <p><b>Threading:</b> safe for many threads; a stream belongs to one.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefCryptoException}; streams throw {@link java.io.IOException} when
 * what they read cannot be decrypted. Decryption gives no hint whether padding or key was wrong: compare hashes. A stream
 * that failed once fails at every further read. Closing it closes what it was made of.
 *
 * <p><b>Secrets:</b> nothing that was encrypted, decrypted or wrapped is kept or shown.
 *
 * <p>Source: sesja-interaktywna.md and schema {@code EncryptionInfo} of API 2.7.0. Where the documents call the vector a
 * prefix of the ciphertext they are wrong: it travels in {@code initializationVector} only.
 */
public interface CryptoEngine {

    /** A new random key with its vector; the caller closes it. */
    ContentKey newContentKey();

    /** The hash of these bytes. */
    Sha256 sha256(byte[] content);

    /** The hash of all that the stream yields, read in constant memory; the stream is left open. */
    Sha256 sha256(InputStream content);

    /** The ciphertext: the plain length rounded up to the next full 16 bytes, nothing in front of it. */
    byte[] encrypt(byte[] plain, ContentKey key);

    /**
     * The plain content.
     *
     * @throws dev.ksef.model.error.KsefCryptoException if it does not decrypt with this key
     */
    byte[] decrypt(byte[] encrypted, ContentKey key);

    /** The ciphertext of what the stream yields, made as it is read, in constant memory. */
    InputStream encrypting(InputStream plain, ContentKey key);

    /** The plain content of what the stream yields, made as it is read, in constant memory. */
    InputStream decrypting(InputStream encrypted, ContentKey key);

    /**
     * Encrypts a short secret (a content key, or {@code token|timestampMs}) for the owner of an RSA key.
     *
     * @throws dev.ksef.model.error.KsefCryptoException if the key is not RSA of at least 2048 bits, or the secret is
     *     longer than the key takes (190 bytes for 2048 bits)
     */
    byte[] wrap(byte[] secret, PublicKey key);
}
