package dev.ksef.testkit.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.thread.TestThreads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Tests what every {@link Signer} must do. The JDK is the judge, with each parameter given in full. Extend this class once
 * for each kind of key that the implementation supports: RSA of 2048 bits, P-256, P-384, P-521.
 */
public abstract class SignerContract {

    private static final String TEXT = "qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111";

    /**
     * One of 128 signatures has a number that begins with a zero byte; on P-521 three of four do. The chance that none of
     * so many does is one in a million.
     */
    private static final int MOST_SIGNATURES = 1800;

    private static final int THREADS = 50;

    /** Makes the signer, with one kind of key. Called once per test. */
    protected abstract Signer signer();

    /**
     * Loads a signer with the certificate of another key of the same kind, as an application would. Loading must fail,
     * since it proves the key.
     */
    protected abstract void loadWithForeignCertificate();

    /** Returns what must not be shown: PIN, password, and the private key in hexadecimal digits and Base64 if it is known. */
    protected abstract List<String> secrets();

    /** Returns what the signer depends on and its maker closes, such as a session with a device. Empty if there is nothing. */
    protected Optional<AutoCloseable> source(Signer signer) {
        return Optional.empty();
    }

    @Test
    void algorithms_areThoseOfTheKey_andHoldTheOneForXades() {
        var signer = signer();
        PublicKey key = signer.certificate().publicKey();
        assertThat(signer.algorithms())
                .as("what it can sign with")
                .isNotEmpty()
                .allMatch(algorithm -> algorithm.fits(key))
                .contains(SignatureAlgorithm.forXades(key));
    }

    @Test
    void everyListedAlgorithm_signsDataOfEverySize() throws Exception {
        var signer = signer();
        for (SignatureAlgorithm algorithm : signer.algorithms()) {
            for (int size : new int[] {0, 1, 63, 64, 65, 1000, 10_000_000}) {
                byte[] data = bytes(size);
                assertSigned(signer, algorithm, data, signer.sign(algorithm, data));
            }
        }
    }

    @Test
    void signature_isOfThatDataAlone() throws Exception {
        var signer = signer();
        for (SignatureAlgorithm algorithm : signer.algorithms()) {
            byte[] signature = signer.sign(algorithm, data());
            assertThat(jdkVerifies(signer, algorithm, new byte[TEXT.length()], signature))
                    .as("a %s signature over other data", algorithm)
                    .isFalse();
        }
    }

    @Test
    void ecdsaValue_isAlwaysBothNumbersPaddedToTheCurve() throws Exception {
        var signer = signer();
        assumeTrue(signer.certificate().publicKey() instanceof ECPublicKey, "An RSA key makes no ECDSA values");
        var algorithm = SignatureAlgorithm.forXades(signer.certificate().publicKey());
        boolean padded = false;
        for (int i = 0; !padded && i < MOST_SIGNATURES; i++) {
            byte[] signature = signer.sign(algorithm, data());
            assertLength(signer, algorithm, signature);
            padded = signature[0] == 0 || signature[signature.length / 2] == 0;
            if (padded) {
                assertSigned(signer, algorithm, data(), signature);
            }
        }
        assertThat(padded).as("one of the numbers was short and was padded").isTrue();
    }

    @Test
    void pss_isWithASaltOf32Bytes() throws Exception {
        var signer = signer();
        assumeTrue(signer.algorithms().contains(SignatureAlgorithm.RSA_PSS_SHA256), "This signer makes no RSASSA-PSS");
        byte[] signature = signer.sign(SignatureAlgorithm.RSA_PSS_SHA256, data());
        PublicKey key = signer.certificate().publicKey();
        for (int salt : new int[] {0, 20, 32, 64, 222}) {
            assertThat(pss(key, salt, signature))
                    .as("verified as with a salt of %d bytes", salt)
                    .isEqualTo(salt == 32);
        }
        assertThat(signer.sign(SignatureAlgorithm.RSA_PSS_SHA256, data()))
                .as("salted anew each time")
                .isNotEqualTo(signature);
    }

    @Test
    void algorithmOfAnotherKey_isRefusedByName() {
        var signer = signer();
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (!signer.algorithms().contains(algorithm)) {
                assertThat(catchThrowable(() -> signer.sign(algorithm, data())))
                        .as("signing with %s", algorithm)
                        .isInstanceOf(KsefSigningException.class)
                        .hasMessageContaining(algorithm.name());
            }
        }
    }

    @Test
    void data_isLeftAsItWas_andNothingReturnedIsShared() throws Exception {
        var signer = signer();
        for (SignatureAlgorithm algorithm : signer.algorithms()) {
            byte[] data = bytes(100);
            byte[] signature = signer.sign(algorithm, data);
            assertThat(data).as("the data after signing").isEqualTo(bytes(100));
            byte[] kept = signature.clone();
            byte[] again = signer.sign(algorithm, data);
            assertThat(again).as("an array of its own each time").isNotSameAs(signature);
            Arrays.fill(again, (byte) 0);
            assertThat(signature)
                    .as("the first signature after the second was spoiled")
                    .isEqualTo(kept);
            assertSigned(signer, algorithm, data, signer.sign(algorithm, data));
        }
    }

    @Test
    void manyThreads_signAtOnce() throws Exception {
        var signer = signer();
        var algorithms = List.copyOf(signer.algorithms());
        Set<Integer> signed = ConcurrentHashMap.newKeySet();
        TestThreads.runTogether(THREADS, number -> {
            for (int i = 0; i < 4; i++) {
                byte[] data = bytes(100 + 10 * number + i);
                SignatureAlgorithm algorithm = algorithms.get((number + i) % algorithms.size());
                assertSigned(signer, algorithm, data, signer.sign(algorithm, data));
            }
            signed.add(number);
        });
        assertThat(signed).as("threads that signed").hasSize(THREADS);
    }

    @Test
    void interruptedThread_staysInterrupted() throws Exception {
        var signer = signer();
        var algorithm = SignatureAlgorithm.forXades(signer.certificate().publicKey());
        byte[] signature = null;
        boolean interrupted;
        Thread.currentThread().interrupt();
        try {
            signature = signer.sign(algorithm, data());
        } catch (KsefSigningException gaveUp) {
            assertThat(gaveUp).hasMessageContaining("nterrupt");
        } finally {
            interrupted = Thread.interrupted();
        }
        assertThat(interrupted).as("the thread's flag after signing").isTrue();
        if (signature != null) {
            assertSigned(signer, algorithm, data(), signature);
        }
        assertSigned(signer, algorithm, data(), signer.sign(algorithm, data()));
    }

    @Test
    void signer_whoseSourceWasClosed_saysSo() throws Exception {
        var signer = signer();
        Optional<AutoCloseable> source = source(signer);
        assumeTrue(source.isPresent(), "This signer is made of nothing that is closed");
        var algorithm = SignatureAlgorithm.forXades(signer.certificate().publicKey());
        signer.sign(algorithm, data());
        source.get().close();
        assertThat(catchThrowable(() -> signer.sign(algorithm, data())))
                .as("signing after the end")
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("closed");
        assertThat(signer.certificate().chain())
                .as("the certificate stays known")
                .isNotEmpty();
        source.get().close();
    }

    @Test
    void certificate_isAlwaysTheSame() {
        var signer = signer();
        assertThat(signer.certificate().fingerprint())
                .isEqualTo(signer.certificate().fingerprint());
        assertThat(signer.algorithms()).isEqualTo(signer.algorithms());
        assertThat(catchThrowable(() -> signer.algorithms().clear()))
                .as("clearing what it can sign with")
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keyOfTheCertificate_isProven() {
        assertThatCode(signer()::prove).doesNotThrowAnyException();
    }

    @Test
    void keyOfAnotherCertificate_isRefusedWhenLoaded() {
        assertThat(catchThrowable(this::loadWithForeignCertificate))
                .as("loading a key with the certificate of another")
                .isInstanceOf(KsefSigningException.class)
                .hasMessageMatching("(?s).*certificate.*");
    }

    @Test
    void messagesAndTexts_showNoSecret() {
        var signer = signer();
        List<String> seen = new ArrayList<>(List.of(
                signer.toString(),
                signer.certificate().toString(),
                signer.certificate().summary(),
                told(catchThrowable(this::loadWithForeignCertificate))));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (!signer.algorithms().contains(algorithm)) {
                seen.add(told(catchThrowable(() -> signer.sign(algorithm, data()))));
            }
        }
        source(signer)
                .ifPresent(source -> seen.add(told(catchThrowable(() -> {
                    source.close();
                    signer.sign(SignatureAlgorithm.forXades(signer.certificate().publicKey()), data());
                }))));
        SoftAssertions.assertSoftly(softly -> secrets()
                .forEach(secret -> softly.assertThat(String.join("\n", seen)
                                .toLowerCase(Locale.ROOT)
                                .contains(secret.toLowerCase(Locale.ROOT)))
                        .as("a secret of %d characters is seen in messages or texts", secret.length())
                        .isFalse()));
        assertThat(secrets()).as("secrets to look for").isNotEmpty().noneMatch(String::isBlank);
    }

    /** Makes the data anew, since a signer might change it. */
    private static byte[] data() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the stack trace with all causes. */
    private static String told(Throwable thrown) {
        assertThat(thrown).isNotNull();
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertSigned(Signer signer, SignatureAlgorithm algorithm, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        assertLength(signer, algorithm, signature);
        assertThat(jdkVerifies(signer, algorithm, data, signature))
                .as("a %s signature over %d bytes verifies", algorithm, data.length)
                .isTrue();
    }

    private static void assertLength(Signer signer, SignatureAlgorithm algorithm, byte[] signature) {
        assertThat(signature.length)
                .as("bytes of a %s signature", algorithm)
                .isEqualTo(lengthBytes(signer.certificate().publicKey()));
    }

    private static int lengthBytes(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                ? (rsa.getModulus().bitLength() + 7) / 8
                : 2 * ((((ECPublicKey) key).getParams().getOrder().bitLength() + 7) / 8);
    }

    /** Verifies with names and parameters of its own, so that a mistake in the vocabulary is noticed. */
    private static boolean jdkVerifies(Signer signer, SignatureAlgorithm algorithm, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        PublicKey key = signer.certificate().publicKey();
        if (algorithm == SignatureAlgorithm.RSA_PSS_SHA256) {
            return pss(key, 32, data, signature);
        }
        var verifier = Signature.getInstance(
                switch (algorithm) {
                    case RSA_PKCS1_SHA256 -> "SHA256withRSA";
                    case RSA_PKCS1_SHA384 -> "SHA384withRSA";
                    case RSA_PKCS1_SHA512 -> "SHA512withRSA";
                    case ECDSA_SHA256 -> "SHA256withECDSAinP1363Format";
                    case ECDSA_SHA384 -> "SHA384withECDSAinP1363Format";
                    case ECDSA_SHA512 -> "SHA512withECDSAinP1363Format";
                    case RSA_PSS_SHA256 -> throw new AssertionError("verified above");
                });
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(signature);
    }

    private static boolean pss(PublicKey key, int salt, byte[] signature) throws GeneralSecurityException {
        return pss(key, salt, data(), signature);
    }

    private static boolean pss(PublicKey key, int salt, byte[] data, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(signature);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + 7);
        }
        return bytes;
    }
}
