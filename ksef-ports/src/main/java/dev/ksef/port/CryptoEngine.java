package dev.ksef.port;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.PublicKey;

/**
 * The cryptography of the protocol: AES-256-CBC with PKCS#7 padding, RSA-OAEP with SHA-256 and MGF1-SHA-256, SHA-256.
 *
 * <p><b>Threading:</b> safe for many threads; each stream is for one thread.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefCryptoException}; streams throw {@link java.io.IOException} when what they
 * read cannot be decrypted. Decryption does not tell whether the padding or the key was wrong: compare hashes. A stream that
 * failed once fails at every further read. Closing a stream closes the stream it reads from.
 *
 * <p><b>Secrets:</b> plain data, keys and ciphertexts are neither kept nor shown.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/sesja-interaktywna.md">sesja-interaktywna</a> and schema
 * {@code EncryptionInfo} of API 2.7.0. The documents are wrong where they call the
 * vector a prefix of the ciphertext: it is sent in {@code initializationVector} only.
 */
public interface CryptoEngine {

    /** Returns a new random key with its vector; the caller closes it. */
    ContentKey newContentKey();

    /** Returns the hash of these bytes. */
    Sha256 sha256(byte[] content);

    /** Returns the hash of the stream's content, read in constant memory. Does not close the stream. */
    Sha256 sha256(InputStream content);

    /**
     * Returns the ciphertext. Its length is the plain length rounded up to the next full 16 bytes; the vector is not part of
     * it.
     */
    byte[] encrypt(byte[] plain, ContentKey key);

    /**
     * Returns the plain content.
     *
     * @throws dev.ksef.model.error.KsefCryptoException if it does not decrypt with this key
     */
    byte[] decrypt(byte[] encrypted, ContentKey key);

    /** Returns a stream of the ciphertext, which encrypts while it is read, in constant memory. */
    InputStream encrypting(InputStream plain, ContentKey key);

    /** Returns a stream of the plain content, which decrypts while it is read, in constant memory. */
    InputStream decrypting(InputStream encrypted, ContentKey key);

    /**
     * Returns a stream that encrypts what is written to it, in constant memory, and writes the ciphertext into the given one.
     * Closing it writes the end of the ciphertext, and closes the given one.
     */
    OutputStream encrypting(OutputStream encrypted, ContentKey key);

    /** Returns a stream that hashes what is written to it, and passes it on. Closing it closes the given one. */
    HashingOutputStream hashing(OutputStream into);

    /**
     * Encrypts a short secret (a content key, or {@code token|timestampMs}) for the owner of an RSA key.
     *
     * @throws dev.ksef.model.error.KsefCryptoException if the key is not RSA of at least 2048 bits, or the secret is
     *     longer than the key takes (190 bytes for 2048 bits)
     */
    byte[] wrap(byte[] secret, PublicKey key);
}
