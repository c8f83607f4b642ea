package dev.ksef.testkit.crypto;

import dev.ksef.model.encryption.ContentKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** What engines are judged by: the JDK, with every parameter said in full. */
final class JdkCryptography {

    private JdkCryptography() {}

    /** The content under AES-256-CBC with PKCS#7 padding. */
    static byte[] encrypted(byte[] content, ContentKey key) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key.key(), "AES"),
                new IvParameterSpec(key.initializationVector()));
        return cipher.doFinal(content);
    }

    /** An RSA key of 2048 bits, always the same one. */
    static PublicKey strongKey() {
        return StrongKeys.PAIR.getPublic();
    }

    /** What was wrapped for {@link #strongKey()}, by RSA-OAEP with SHA-256 and the given hash for MGF1. */
    static byte[] unwrapped(byte[] wrapped, AlgorithmParameterSpec mgf1) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                StrongKeys.PAIR.getPrivate(),
                new OAEPParameterSpec("SHA-256", "MGF1", mgf1, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(wrapped);
    }

    /** A new public key. */
    static PublicKey newKey(String algorithm, int bits) throws GeneralSecurityException {
        return newKeys(algorithm, bits).getPublic();
    }

    private static KeyPair newKeys(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** Made once, and only when a test needs it: it takes a while. */
    private static final class StrongKeys {

        private static final KeyPair PAIR = make();

        private static KeyPair make() {
            try {
                return newKeys("RSA", 2048);
            } catch (GeneralSecurityException missing) {
                throw new AssertionError("Every JVM makes RSA keys", missing);
            }
        }
    }
}
