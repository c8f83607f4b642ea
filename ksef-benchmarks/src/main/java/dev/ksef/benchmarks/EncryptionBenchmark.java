package dev.ksef.benchmarks;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.report.Beside;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.CryptoEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does the engine cost on top of the JDK? Sending an invoice hashes it, encrypts it and hashes the ciphertext;
 * reading a package decrypts a stream. Each is done through the engine and by the JDK's own classes alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EncryptionBenchmark {

    private static final int CHUNK_BYTES = 16 * 1024;

    /** A usual invoice, and the largest there is without attachments. */
    @Param({"10000", "1000000"})
    public int sizeBytes;

    private final CryptoEngine engine = new JdkCryptoEngine();
    private final ContentKey key = engine.newContentKey();
    private final SecretKeySpec secret = new SecretKeySpec(key.key(), "AES");
    private final IvParameterSpec vector = new IvParameterSpec(key.initializationVector());
    private byte[] plain = {};
    private byte[] encrypted = {};

    /** An invoice of the given size, and its ciphertext. */
    @Setup
    public void prepare() {
        plain = new byte[sizeBytes];
        new Random(1).nextBytes(plain);
        encrypted = engine.encrypt(plain, key);
    }

    /** An invoice made ready to be sent, by the engine. */
    @Benchmark
    @Beside("encryptJdk")
    public void encryptOurs(Blackhole sink) {
        sink.consume(engine.sha256(plain));
        byte[] ciphertext = engine.encrypt(plain, key);
        sink.consume(engine.sha256(ciphertext));
    }

    /** The same by the JDK alone. */
    @Benchmark
    public void encryptJdk(Blackhole sink) throws GeneralSecurityException {
        sink.consume(MessageDigest.getInstance("SHA-256").digest(plain));
        byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
        sink.consume(MessageDigest.getInstance("SHA-256").digest(ciphertext));
    }

    /** A ciphertext read as a stream, by the engine. */
    @Benchmark
    @Beside("decryptJdk")
    public void decryptOurs(Blackhole sink) throws IOException {
        byte[] buffer = new byte[CHUNK_BYTES];
        try (var decrypting = engine.decrypting(new ByteArrayInputStream(encrypted), key)) {
            while (decrypting.read(buffer) >= 0) {
                sink.consume(buffer);
            }
        }
    }

    /**
     * The same ciphertext by the JDK alone, in pieces of the same size: in one piece, JDK 17 is up to ten times slower
     * with large arrays, and not the same from one run to the next.
     */
    @Benchmark
    public void decryptJdk(Blackhole sink) throws GeneralSecurityException {
        byte[] buffer = new byte[CHUNK_BYTES];
        Cipher cipher = cipher(Cipher.DECRYPT_MODE);
        for (int at = 0; at < encrypted.length; at += CHUNK_BYTES) {
            cipher.update(encrypted, at, Math.min(CHUNK_BYTES, encrypted.length - at), buffer);
            sink.consume(buffer);
        }
        sink.consume(cipher.doFinal());
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, secret, vector);
        return cipher;
    }
}
