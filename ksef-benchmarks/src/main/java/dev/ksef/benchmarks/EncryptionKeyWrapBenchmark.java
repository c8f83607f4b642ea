package dev.ksef.benchmarks;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.report.Beside;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.CryptoEngine;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does the engine add to the JDK when a content key is wrapped, once for each session? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EncryptionKeyWrapBenchmark {

    private static final int BITS = 2048;

    private final CryptoEngine engine = new JdkCryptoEngine();
    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[ContentKey.KEY_BYTES];
    private final PublicKey ksef;

    /** A key as KSeF's are. */
    public EncryptionKeyWrapBenchmark() {
        random.nextBytes(key);
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            ksef = generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA", impossible);
        }
    }

    /** By the engine. */
    @Benchmark
    @Beside("wrapJdk")
    public byte[] wrapOurs() {
        return engine.wrap(key, ksef);
    }

    /** By the JDK alone. */
    @Benchmark
    public byte[] wrapJdk() throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        var oaep = new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        cipher.init(Cipher.ENCRYPT_MODE, ksef, oaep, random);
        return cipher.doFinal(key);
    }
}
