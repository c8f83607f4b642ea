package dev.ksef.benchmarks;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.report.Beside;
import dev.ksef.model.encryption.ContentKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast does a JVM that has just started encrypt and decrypt its first 64 MB, beside one that has worked on 32 MB before? Each
 * fork measures once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(7)
public class YoungJvmBenchmark {

    private static final int BYTES = 64_000_000;
    private static final int WARMING_BYTES = 32_000_000;

    /** How many bytes were worked on before. */
    @Param({"0", "32000000"})
    private int before;

    private final JdkCryptoEngine crypto = new JdkCryptoEngine();
    private final ContentKey key = crypto.newContentKey();

    /** Works on some bytes before, if asked to. */
    @Setup(Level.Iteration)
    public void warm() throws IOException {
        if (before > 0) {
            encrypt(WARMING_BYTES);
            decrypt(WARMING_BYTES);
        }
    }

    /** Encrypts as it is written. */
    @Benchmark
    @Beside(with = "before=32000000", target = "at least 0.8")
    public long encrypting() throws IOException {
        return encrypt(BYTES);
    }

    /** Decrypts as it is read. */
    @Benchmark
    @Beside(with = "before=32000000", target = "at least 0.8")
    public long decrypting() throws IOException {
        return decrypt(BYTES);
    }

    private long encrypt(int bytes) throws IOException {
        byte[] piece = new byte[64 * 1024];
        try (OutputStream into = crypto.encrypting(OutputStream.nullOutputStream(), key)) {
            for (int done = 0; done < bytes; done += piece.length) {
                into.write(piece);
            }
        }
        return bytes;
    }

    /** Whatever comes out is good enough: only the end is checked, and not reached. */
    private long decrypt(int bytes) throws IOException {
        byte[] piece = new byte[64 * 1024];
        long done = 0;
        try (InputStream zeros = crypto.decrypting(new ZeroSource(), key)) {
            while (done < bytes) {
                done += zeros.read(piece);
            }
        }
        return done;
    }

    /** Yields zeros without an end. */
    private static final class ZeroSource extends InputStream {

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return length;
        }
    }
}
