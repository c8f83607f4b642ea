package dev.ksef.domain;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** What several tests of use cases stand on. */
public final class Faked {

    private Faked() {}

    /** An error answer with one code. */
    public static KsefApiException error(int status, int code) {
        return new KsefApiException(new KsefApiException.Answer(
                "GET /faked", status, List.of(new KsefError(code, "d", List.of())), null, null));
    }

    /** A 429 that asks to be left alone for a while. */
    public static KsefRateLimitedException rateLimited(Duration retryAfter) {
        return new KsefRateLimitedException(
                new KsefApiException.Answer("GET /faked", 429, List.of(), null, null), retryAfter, null);
    }

    /** The id of the one key there is. */
    public static final PublicKeyId KEY_ID = new PublicKeyId("E2jqll6CGnK8XFjnW0SXLuHIKY8NcQLqpk5kJ7nFjYA=");

    /** The one key there is, valid from then on for a year. */
    public static PublicKeyCertificate key(String validFrom, Usage... usages) {
        var from = OffsetDateTime.parse(validFrom);
        return new PublicKeyCertificate(
                ACertificate.BASE64,
                null,
                KEY_ID,
                from,
                from.plusYears(1),
                List.of(usages).stream().map(OpenEnum::of).toList());
    }

    /** Wraps by writing secrets out plainly, and encrypts by turning bytes around: enough to see what went in. */
    public static final class Crypto implements CryptoEngine {

        @Override
        public ContentKey newContentKey() {
            return ContentKey.of(new byte[32], new byte[16]);
        }

        @Override
        public Sha256 sha256(byte[] content) {
            try {
                return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public Sha256 sha256(InputStream content) {
            try {
                return sha256(content.readAllBytes());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public byte[] encrypt(byte[] plain, ContentKey key) {
            key.key();
            byte[] turned = new byte[plain.length];
            for (int i = 0; i < plain.length; i++) {
                turned[i] = plain[plain.length - 1 - i];
            }
            return turned;
        }

        @Override
        public byte[] decrypt(byte[] encrypted, ContentKey key) {
            return encrypt(encrypted, key);
        }

        @Override
        public InputStream encrypting(InputStream plain, ContentKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream decrypting(InputStream encrypted, ContentKey key) {
            throw new UnsupportedOperationException();
        }

        /** Turns bytes around once all are there. */
        @Override
        public OutputStream encrypting(OutputStream encrypted, ContentKey key) {
            key.key();
            return new ByteArrayOutputStream() {
                @Override
                public void close() throws IOException {
                    try (encrypted) {
                        encrypted.write(encrypt(toByteArray(), key));
                    }
                }
            };
        }

        @Override
        public HashingOutputStream hashing(OutputStream into) {
            return new Hashing(into);
        }

        @Override
        public byte[] wrap(byte[] secret, PublicKey key) {
            return secret.clone();
        }
    }

    private static final class Hashing extends HashingOutputStream {

        private final OutputStream into;
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

        Hashing(OutputStream into) {
            this.into = into;
        }

        @Override
        public void write(int oneByte) throws IOException {
            into.write(oneByte);
            seen.write(oneByte);
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            into.write(content, offset, length);
            seen.write(content, offset, length);
        }

        @Override
        public void close() throws IOException {
            into.close();
        }

        @Override
        public Sha256 sha256() {
            return new Crypto().sha256(seen.toByteArray());
        }

        @Override
        public long sizeBytes() {
            return seen.size();
        }
    }
}
