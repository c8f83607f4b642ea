package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefCryptoException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Encrypts a secret with RSAES-OAEP, SHA-256 and MGF1-SHA-256. */
final class KeyWrap {

    /**
     * The parameters in full: by the name of the transformation alone, the JDK uses MGF1 with SHA-1, which KSeF cannot
     * decrypt.
     */
    static final AlgorithmParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private static final int LEAST_BITS = 2048;
    private static final int HASH_BYTES = 32;

    private final JdkProvider provider;
    private final SecureRandom random;

    KeyWrap(JdkProvider provider, SecureRandom random) {
        this.provider = provider;
        this.random = random;
    }

    byte[] wrap(byte[] secret, PublicKey key) {
        RSAPublicKey strongKey = strong(key);
        refuseAbove(mostBytes(strongKey), secret);
        Cipher cipher = provider.cipher("RSA/ECB/OAEPPadding");
        try {
            cipher.init(Cipher.ENCRYPT_MODE, strongKey, OAEP, random);
            return cipher.doFinal(secret);
        } catch (GeneralSecurityException failed) {
            throw new KsefCryptoException("The secret cannot be encrypted with this RSA key", failed);
        }
    }

    private static RSAPublicKey strong(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)) {
            throw new KsefCryptoException(
                    "KSeF takes secrets encrypted for an RSA key, this one is " + key.getAlgorithm(), null);
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < LEAST_BITS) {
            throw new KsefCryptoException(
                    "An RSA key for KSeF has at least " + LEAST_BITS + " bits, this one has " + bits, null);
        }
        return rsa;
    }

    private static int mostBytes(RSAPublicKey key) {
        int modulusBytes = (key.getModulus().bitLength() + 7) / 8;
        return modulusBytes - 2 * HASH_BYTES - 2;
    }

    private static void refuseAbove(int mostBytes, byte[] secret) {
        if (secret.length > mostBytes) {
            throw new KsefCryptoException(
                    "This RSA key encrypts at most " + mostBytes + " bytes, the secret has " + secret.length, null);
        }
    }
}
