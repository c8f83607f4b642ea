package dev.ksef.domain;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts by the JDK, all at once; hashes and wraps like {@link Faked.Crypto}. */
public final class AesCrypto implements CryptoEngine {

    private final Faked.Crypto others = new Faked.Crypto();
    private final SecureRandom random = new SecureRandom();

    private static byte[] turned(int mode, byte[] content, ContentKey key) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key.key(), "AES"), new IvParameterSpec(key.initializationVector()));
        return cipher.doFinal(content);
    }

    @Override
    public ContentKey newContentKey() {
        byte[] key = new byte[ContentKey.KEY_BYTES];
        random.nextBytes(key);
        return ContentKey.of(key, new byte[ContentKey.IV_BYTES]);
    }

    @Override
    public Sha256 sha256(byte[] content) {
        return others.sha256(content);
    }

    @Override
    public Sha256 sha256(InputStream content) {
        return others.sha256(content);
    }

    @Override
    public byte[] encrypt(byte[] plain, ContentKey key) {
        try {
            return turned(Cipher.ENCRYPT_MODE, plain, key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public byte[] decrypt(byte[] encrypted, ContentKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream encrypting(InputStream plain, ContentKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream decrypting(InputStream encrypted, ContentKey key) {
        return new Decrypting(encrypted, key);
    }

    @Override
    public OutputStream encrypting(OutputStream encrypted, ContentKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HashingOutputStream hashing(OutputStream into) {
        return others.hashing(into);
    }

    @Override
    public byte[] wrap(byte[] secret, PublicKey key) {
        return others.wrap(secret, key);
    }

    private static final class Decrypting extends FilterInputStream {

        private final InputStream encrypted;
        private final ContentKey key;
        private boolean begun;

        Decrypting(InputStream encrypted, ContentKey key) {
            super(InputStream.nullInputStream());
            this.encrypted = encrypted;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!begun) {
                begun = true;
                try {
                    in = new ByteArrayInputStream(turned(Cipher.DECRYPT_MODE, encrypted.readAllBytes(), key));
                } catch (GeneralSecurityException broken) {
                    throw new IOException("cannot be decrypted", broken);
                }
            }
            return in.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            encrypted.close();
        }
    }
}
