package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SignerContract;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite catches signers that are broken the ways other clients' were. */
class SignerContractTest {

    static Stream<Arguments> brokenSigners() {
        return Stream.of(
                Arguments.of(GivesDer.class, "ecdsaValue_isAlwaysBothNumbersPaddedToTheCurve"),
                Arguments.of(PadsNothing.class, "ecdsaValue_isAlwaysBothNumbersPaddedToTheCurve"),
                Arguments.of(SignsTheHashOfTheHash.class, "everyListedAlgorithm_signsDataOfEverySize"),
                Arguments.of(SignsTheFirstMegabyte.class, "everyListedAlgorithm_signsDataOfEverySize"),
                Arguments.of(SaltOf20.class, "pss_isWithASaltOf32Bytes"),
                Arguments.of(SignsWithWhatItHas.class, "algorithmOfAnotherKey_isRefusedByName"),
                Arguments.of(SpoilsTheData.class, "data_isLeftAsItWas_andNothingReturnedIsShared"),
                Arguments.of(OneArray.class, "data_isLeftAsItWas_andNothingReturnedIsShared"),
                Arguments.of(OneSignatureForAll.class, "manyThreads_signAtOnce"),
                Arguments.of(SwallowsInterrupts.class, "interruptedThread_staysInterrupted"),
                Arguments.of(SignsForEver.class, "signer_whoseSourceWasClosed_saysSo"),
                Arguments.of(ListsTooMuch.class, "algorithms_areThoseOfTheKey_andHoldTheOneForXades"),
                Arguments.of(LetsItsListBeChanged.class, "certificate_isAlwaysTheSame"),
                Arguments.of(ProvesNothing.class, "keyOfAnotherCertificate_isRefusedWhenLoaded"),
                Arguments.of(ShowsItsKey.class, "messagesAndTexts_showNoSecret"),
                Arguments.of(QuotesItsKey.class, "messagesAndTexts_showNoSecret"));
    }

    @ParameterizedTest
    @MethodSource("brokenSigners")
    void brokenSigner_isCaughtByTheTestMadeForIt(Class<? extends SignerContract> suite, String test) {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(suite, test))
                .execute()
                .testEvents();
        assertThat(run.failed().count())
                .as(
                        "%s of %s, of %d run",
                        test, suite.getSimpleName(), run.started().count())
                .isEqualTo(1);
    }

    @Test
    void soundSigner_passes() {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(DoesAllWell.class))
                .execute()
                .testEvents();
        assertThat(run.failed().list()).as("what fails of a sound signer").isEmpty();
        assertThat(run.succeeded().count()).as("what was judged").isGreaterThan(9);
    }

    static class DoesAllWell extends SoundSigner {
        DoesAllWell() {
            super("secp256r1");
        }
    }

    /** A suite with a sound signer, for one thing to be broken. */
    abstract static class SoundSigner extends SignerContract {

        final TestKey key;

        SoundSigner(String kind) {
            this.key = TestKey.of(kind);
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine();
        }

        @Override
        protected void loadWithForeignCertificate() {
            Signer.of(TestKey.another("secp256r1").chain(), key.device()).prove();
        }

        @Override
        protected List<String> secrets() {
            return key.secrets();
        }

        byte[] signed(SignatureAlgorithm algorithm, byte[] data) {
            return signed(algorithm.jcaName(), SignatureAlgorithm.pssParameters(), data);
        }

        byte[] signed(String algorithm, PSSParameterSpec pss, byte[] data) {
            try {
                var signature = Signature.getInstance(algorithm);
                if (algorithm.equals("RSASSA-PSS")) {
                    signature.setParameter(pss);
                }
                signature.initSign(key.pair().getPrivate());
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException failed) {
                throw new KsefSigningException("Not signed");
            }
        }

        class DelegatingCryptoEngine implements Signer {

            final Signer sound = Signer.of(key.chain(), key.device());

            @Override
            public SignerCertificate certificate() {
                return sound.certificate();
            }

            @Override
            public Set<SignatureAlgorithm> algorithms() {
                return sound.algorithms();
            }

            @Override
            public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                return sound.sign(algorithm, data);
            }
        }
    }

    static class GivesDer extends SoundSigner {
        GivesDer() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    byte[] both = super.sign(algorithm, data);
                    return EcdsaValue.ofP1363(both, (ECPublicKey) certificate().publicKey())
                            .der();
                }
            };
        }
    }

    /** The naive r||s that fails once in 128 times. */
    static class PadsNothing extends SoundSigner {
        PadsNothing() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    byte[] both = super.sign(algorithm, data);
                    int half = both.length / 2;
                    int from = both[0] == 0 ? 1 : 0;
                    byte[] shorter = Arrays.copyOfRange(both, from, both.length);
                    if (both[half] != 0) {
                        return shorter;
                    }
                    byte[] shortest = Arrays.copyOf(shorter, shorter.length - 1);
                    System.arraycopy(both, half + 1, shortest, half - from, half - 1);
                    return shortest;
                }
            };
        }
    }

    static class SignsTheHashOfTheHash extends SoundSigner {
        SignsTheHashOfTheHash() {
            super("RSA");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    try {
                        return super.sign(
                                algorithm,
                                MessageDigest.getInstance(algorithm.digestAlgorithm())
                                        .digest(data));
                    } catch (GeneralSecurityException impossible) {
                        throw new AssertionError(impossible);
                    }
                }
            };
        }
    }

    static class SignsTheFirstMegabyte extends SoundSigner {
        SignsTheFirstMegabyte() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    return super.sign(algorithm, Arrays.copyOf(data, Math.min(data.length, 1_000_000)));
                }
            };
        }
    }

    static class SaltOf20 extends SoundSigner {
        SaltOf20() {
            super("RSA");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    return signed(
                            algorithm.jcaName(),
                            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 20, 1),
                            data);
                }
            };
        }
    }

    static class SignsWithWhatItHas extends SoundSigner {
        SignsWithWhatItHas() {
            super("RSA");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    return super.sign(
                            algorithms().contains(algorithm) ? algorithm : SignatureAlgorithm.RSA_PKCS1_SHA256, data);
                }
            };
        }
    }

    static class SpoilsTheData extends SoundSigner {
        SpoilsTheData() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    byte[] signature = super.sign(algorithm, data);
                    Arrays.fill(data, (byte) 0);
                    return signature;
                }
            };
        }
    }

    static class OneArray extends SoundSigner {
        OneArray() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                private final byte[] only = new byte[64];

                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    System.arraycopy(super.sign(algorithm, data), 0, only, 0, only.length);
                    return only;
                }
            };
        }
    }

    /** One engine for all threads. */
    static class OneSignatureForAll extends SoundSigner {
        OneSignatureForAll() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                private final Signature only = only();

                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    try {
                        only.initSign(key.pair().getPrivate());
                        for (byte each : data) {
                            only.update(each);
                            LockSupport.parkNanos(1000);
                        }
                        return only.sign();
                    } catch (GeneralSecurityException failed) {
                        throw new KsefSigningException("Not signed");
                    }
                }
            };
        }

        private static Signature only() {
            try {
                return Signature.getInstance(SignatureAlgorithm.ECDSA_SHA256.jcaName());
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    static class SwallowsInterrupts extends SoundSigner {
        SwallowsInterrupts() {
            super("RSA");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    if (Thread.interrupted()) {
                        throw new KsefSigningException("Interrupted");
                    }
                    return super.sign(algorithm, data);
                }
            };
        }
    }

    static class SignsForEver extends SoundSigner {
        SignsForEver() {
            super("RSA");
        }

        @Override
        protected Optional<AutoCloseable> source(Signer signer) {
            return Optional.of(() -> {});
        }
    }

    static class ListsTooMuch extends SoundSigner {
        ListsTooMuch() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public Set<SignatureAlgorithm> algorithms() {
                    return Set.of(SignatureAlgorithm.values());
                }
            };
        }
    }

    static class LetsItsListBeChanged extends SoundSigner {
        LetsItsListBeChanged() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public Set<SignatureAlgorithm> algorithms() {
                    return EnumSet.copyOf(super.algorithms());
                }
            };
        }
    }

    static class ProvesNothing extends SoundSigner {
        ProvesNothing() {
            super("RSA");
        }

        @Override
        protected void loadWithForeignCertificate() {
            Signer.of(TestKey.another("RSA").chain(), key.device());
        }
    }

    static class ShowsItsKey extends SoundSigner {
        ShowsItsKey() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public String toString() {
                    return "Signer with " + key.secrets();
                }
            };
        }
    }

    static class QuotesItsKey extends SoundSigner {
        QuotesItsKey() {
            super("secp256r1");
        }

        @Override
        protected Signer signer() {
            return new DelegatingCryptoEngine() {
                @Override
                public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
                    try {
                        return super.sign(algorithm, data);
                    } catch (KsefSigningException failed) {
                        throw new KsefSigningException(
                                failed.getMessage(), new IllegalStateException("" + key.secrets()));
                    }
                }
            };
        }
    }
}
