package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.signature.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our padding against two other implementations, for moduli that fill their bytes and for those that do not. */
class EmsaTest {

    private static final byte[] DATA = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 2050, 2055})
    void pss_isWhatTheJdkVerifies_andBouncyCastleMakesOfTheSameSalt(int bits) throws Exception {
        assertPss(bits);
    }

    /** Each number of bits in the first byte, and the larger keys. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 2050, 2051, 2052, 2053, 2054, 2055, 2056, 3072, 4096})
    void pssOfEveryLength_isWhatTheJdkVerifies_andBouncyCastleMakesOfTheSameSalt(int bits) throws Exception {
        assertPss(bits);
    }

    private static void assertPss(int bits) throws Exception {
        KeyPair pair = Certificates.rsa(bits);
        var key = (RSAPrivateKey) pair.getPrivate();
        assertThat(key.getModulus().bitLength()).as("bits of the modulus").isEqualTo(bits);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(DATA);
        for (int fill = 0; fill < 3; fill++) {
            byte[] salt = new byte[32];
            Arrays.fill(salt, (byte) (fill * 37));
            byte[] padded = Emsa.pss(digest, bits, salt);
            byte[] signature = raw(key, padded);
            assertThat(padded).as("bytes for a device").hasSize((bits + 7) / 8);
            assertThat(SignatureAlgorithm.RSA_PSS_SHA256.verifies(pair.getPublic(), DATA, signature))
                    .as("verified by the JDK, %d bits", bits)
                    .isTrue();
            assertThat(signature).as("made by Bouncy Castle").isEqualTo(byBouncyCastle(key, salt));
        }
        byte[] random = raw(key, Emsa.pss(digest, bits));
        assertThat(SignatureAlgorithm.RSA_PSS_SHA256.verifies((RSAPublicKey) pair.getPublic(), DATA, random))
                .as("with a salt of its own")
                .isTrue();
    }

    /** What a device does by CKM_RSA_X_509. */
    private static byte[] raw(RSAPrivateKey key, byte[] padded) {
        byte[] number = new BigInteger(1, padded)
                .modPow(key.getPrivateExponent(), key.getModulus())
                .toByteArray();
        byte[] signature = new byte[padded.length];
        int length = Math.min(number.length, signature.length);
        System.arraycopy(number, number.length - length, signature, signature.length - length, length);
        return signature;
    }

    private static byte[] byBouncyCastle(RSAPrivateKey key, byte[] salt) throws Exception {
        var signer = new PSSSigner(new RSABlindedEngine(), new SHA256Digest(), salt);
        signer.init(
                true,
                new ParametersWithRandom(
                        new RSAKeyParameters(true, key.getModulus(), key.getPrivateExponent()),
                        new java.security.SecureRandom()));
        signer.update(DATA, 0, DATA.length);
        return signer.generateSignature();
    }
}
