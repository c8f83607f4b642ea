package dev.ksef.adapter.crypto;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The cryptography of KSeF by the JDK's own providers, which use the processor's AES and SHA instructions. The providers are
 * requested by name, so another provider that the application registered first is not used. None is registered here.
 *
 * <p>Safe for many threads; its only state is its source of randomness.
 */
public final class JdkCryptoEngine implements CryptoEngine {

    /** An invoice of usual size fits in: a larger buffer would be made, and cleared, for each. */
    private static final int BUFFER_BYTES = 8 * 1024;

    private final SecureRandom random = new SecureRandom();
    private final JdkProvider hashes;
    private final ContentCipher contentCipher;
    private final KeyWrap keyWrap;

    /** Creates an engine on the providers {@code SunJCE} and {@code SUN}, or on the default ones if the JVM lacks these. */
    public JdkCryptoEngine() {
        this(JdkProvider.named("SunJCE"), JdkProvider.named("SUN"));
    }

    JdkCryptoEngine(JdkProvider ciphers, JdkProvider hashes) {
        this.hashes = hashes;
        this.contentCipher = new ContentCipher(ciphers);
        this.keyWrap = new KeyWrap(ciphers, random);
    }

    @Override
    public ContentKey newContentKey() {
        byte[] key = new byte[ContentKey.KEY_BYTES];
        byte[] initializationVector = new byte[ContentKey.IV_BYTES];
        random.nextBytes(key);
        random.nextBytes(initializationVector);
        try {
            return ContentKey.of(key, initializationVector);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public Sha256 sha256(byte[] content) {
        return Sha256.of(hashes.digest("SHA-256").digest(content));
    }

    @Override
    public Sha256 sha256(InputStream content) {
        MessageDigest digest = hashes.digest("SHA-256");
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException unreadable) {
            throw new KsefCryptoException("The content to be hashed could not be read to its end", unreadable);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
        return Sha256.of(digest.digest());
    }

    @Override
    public byte[] encrypt(byte[] plain, ContentKey key) {
        return contentCipher.encrypt(plain, key);
    }

    @Override
    public byte[] decrypt(byte[] encrypted, ContentKey key) {
        return contentCipher.decrypt(encrypted, key);
    }

    @Override
    public InputStream encrypting(InputStream plain, ContentKey key) {
        return contentCipher.encrypting(plain, key);
    }

    @Override
    public InputStream decrypting(InputStream encrypted, ContentKey key) {
        return contentCipher.decrypting(encrypted, key);
    }

    @Override
    public OutputStream encrypting(OutputStream encrypted, ContentKey key) {
        return contentCipher.encrypting(encrypted, key);
    }

    @Override
    public HashingOutputStream hashing(OutputStream into) {
        return new DigestingOutputStream(into, hashes.digest("SHA-256"));
    }

    @Override
    public byte[] wrap(byte[] secret, PublicKey key) {
        return keyWrap.wrap(secret, key);
    }
}
