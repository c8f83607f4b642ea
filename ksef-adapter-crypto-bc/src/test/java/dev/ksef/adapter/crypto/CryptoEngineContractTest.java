package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.testkit.crypto.CryptoEngineContract;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite catches engines that are broken the ways other clients were. */
class CryptoEngineContractTest {

    static Arguments[] brokenEngines() {
        return new Arguments[] {
            Arguments.of(VectorInFront.class, "ciphertext_ofEverySize_isWhatTheJdkMakesAndNothingMore"),
            Arguments.of(VectorInFrontOfStreams.class, "streams_ofEverySize_yieldWhatTheArraysAre"),
            Arguments.of(JavaxStreams.class, "truncatedCiphertext_isNoticed"),
            Arguments.of(ForgetsItsFailure.class, "stream_whoseSourceBreaks_neverEndsAsIfItWereComplete"),
            Arguments.of(EndsBehindAHole.class, "output_whoseTargetBreaks_neverEndsAsIfItWereComplete"),
            Arguments.of(Mgf1WithSha1.class, "wrapped_unwrapsWithSha256AndMgf1Sha256Only"),
            Arguments.of(AnyKey.class, "wrap_forAWeakOrForeignKey_isRefused"),
            Arguments.of(OneKeyForAll.class, "newContentKeys_areAllDifferent"),
            Arguments.of(QuotesSecrets.class, "messagesAndTexts_showNoSecret")
        };
    }

    @ParameterizedTest
    @MethodSource("brokenEngines")
    void brokenEngine_isCaughtByTheTestMadeForIt(Class<? extends CryptoEngineContract> suite, String test) {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents();
        assertThat(run.failed().stream().map(CryptoEngineContractTest::method))
                .as("failed tests of %s", suite.getSimpleName())
                .contains(test);
        assertThat(run.succeeded().stream().map(CryptoEngineContractTest::method))
                .as("what the engine does well passes")
                .contains("hash_isSha256");
    }

    private static String method(Event event) {
        return event.getTestDescriptor().getDisplayName().replace("()", "");
    }

    static class VectorInFront extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] encrypt(byte[] plain, ContentKey key) {
                    byte[] vector = key.initializationVector();
                    byte[] encrypted = super.encrypt(plain, key);
                    byte[] both = Arrays.copyOf(vector, vector.length + encrypted.length);
                    System.arraycopy(encrypted, 0, both, vector.length, encrypted.length);
                    return both;
                }
            };
        }
    }

    static class EndsBehindAHole extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public OutputStream encrypting(OutputStream encrypted, ContentKey key) {
                    try {
                        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
                        cipher.init(
                                Cipher.ENCRYPT_MODE,
                                new SecretKeySpec(key.key(), "AES"),
                                new IvParameterSpec(key.initializationVector()));
                        return new CipherOutputStream(encrypted, cipher);
                    } catch (GeneralSecurityException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
            };
        }
    }

    static class VectorInFrontOfStreams extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public InputStream encrypting(InputStream plain, ContentKey key) {
                    var vector = new ByteArrayInputStream(key.initializationVector());
                    return new SequenceInputStream(vector, super.encrypting(plain, key));
                }
            };
        }
    }

    /** What the JDK offers takes a failed last block for the end. */
    static class JavaxStreams extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public InputStream decrypting(InputStream encrypted, ContentKey key) {
                    return new CipherInputStream(encrypted, aes(Cipher.DECRYPT_MODE, key));
                }
            };
        }
    }

    /** Reads on after its source failed, and so makes a whole of a part. */
    static class ForgetsItsFailure extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public InputStream encrypting(InputStream plain, ContentKey key) {
                    return new CipherInputStream(plain, aes(Cipher.ENCRYPT_MODE, key));
                }
            };
        }
    }

    /** What the name of the transformation alone gives. */
    static class Mgf1WithSha1 extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] wrap(byte[] secret, PublicKey key) {
                    super.wrap(secret, key);
                    return encrypted("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", secret, key);
                }
            };
        }
    }

    static class AnyKey extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] wrap(byte[] secret, PublicKey key) {
                    return key.getEncoded().length > 200
                            ? super.wrap(secret, key)
                            : encrypted("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", secret, key);
                }
            };
        }
    }

    static class OneKeyForAll extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                private final ContentKey only = super.newContentKey();

                @Override
                public ContentKey newContentKey() {
                    return only.copy();
                }
            };
        }
    }

    static class QuotesSecrets extends CryptoEngineContract {
        @Override
        protected CryptoEngine engine() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] decrypt(byte[] encrypted, ContentKey key) {
                    try {
                        return super.decrypt(encrypted, key);
                    } catch (KsefCryptoException failed) {
                        throw new KsefCryptoException(
                                "Wrong key " + HexFormat.of().formatHex(key.key()), failed);
                    }
                }
            };
        }
    }

    private static byte[] encrypted(String transformation, byte[] secret, PublicKey key) {
        try {
            var cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(secret);
        } catch (GeneralSecurityException failed) {
            throw new KsefCryptoException("Not encrypted", failed);
        }
    }

    private static Cipher aes(int mode, ContentKey key) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key.key(), "AES"), new IvParameterSpec(key.initializationVector()));
            return cipher;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
