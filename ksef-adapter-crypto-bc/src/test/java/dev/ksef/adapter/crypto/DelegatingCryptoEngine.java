package dev.ksef.adapter.crypto;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.PublicKey;

/** A sound engine, for a test to break in one place. */
class DelegatingCryptoEngine implements CryptoEngine {

    final CryptoEngine sound = new JdkCryptoEngine();

    @Override
    public ContentKey newContentKey() {
        return sound.newContentKey();
    }

    @Override
    public Sha256 sha256(byte[] content) {
        return sound.sha256(content);
    }

    @Override
    public Sha256 sha256(InputStream content) {
        return sound.sha256(content);
    }

    @Override
    public byte[] encrypt(byte[] plain, ContentKey key) {
        return sound.encrypt(plain, key);
    }

    @Override
    public byte[] decrypt(byte[] encrypted, ContentKey key) {
        return sound.decrypt(encrypted, key);
    }

    @Override
    public InputStream encrypting(InputStream plain, ContentKey key) {
        return sound.encrypting(plain, key);
    }

    @Override
    public InputStream decrypting(InputStream encrypted, ContentKey key) {
        return sound.decrypting(encrypted, key);
    }

    @Override
    public byte[] wrap(byte[] secret, PublicKey key) {
        return sound.wrap(secret, key);
    }

    @Override
    public OutputStream encrypting(OutputStream encrypted, ContentKey key) {
        return sound.encrypting(encrypted, key);
    }

    @Override
    public HashingOutputStream hashing(OutputStream into) {
        return sound.hashing(into);
    }
}
