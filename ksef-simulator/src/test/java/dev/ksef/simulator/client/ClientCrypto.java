package dev.ksef.simulator.client;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of the cryptography, with the JDK alone. */
public final class ClientCrypto {

    public static final OAEPParameterSpec OAEP = oaep(MGF1ParameterSpec.SHA256);

    /** What a transformation's name alone means in the JDK. */
    public static final OAEPParameterSpec OAEP_WITH_MGF1_SHA1 = oaep(MGF1ParameterSpec.SHA1);

    private ClientCrypto() {}

    private static OAEPParameterSpec oaep(MGF1ParameterSpec mask) {
        return new OAEPParameterSpec("SHA-256", "MGF1", mask, PSource.PSpecified.DEFAULT);
    }

    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String sha256(byte[] data) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static X509Certificate certificate(JsonNode publicKey) {
        byte[] der = Base64.getDecoder().decode(publicKey.path("certificate").stringValue());
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static byte[] wrap(X509Certificate certificate, byte[] plain, OAEPParameterSpec oaep) {
        return crypt("RSA/ECB/OAEPPadding", certificate.getPublicKey(), oaep, plain);
    }

    public static byte[] encrypt(byte[] key, byte[] iv, byte[] plain) {
        return crypt("AES/CBC/PKCS5Padding", new SecretKeySpec(key, "AES"), new IvParameterSpec(iv), plain);
    }

    public static byte[] decrypt(byte[] key, byte[] iv, byte[] encrypted) {
        return crypt(
                Cipher.DECRYPT_MODE,
                "AES/CBC/PKCS5Padding",
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(iv),
                encrypted);
    }

    private static byte[] crypt(String name, java.security.Key key, AlgorithmParameterSpec parameters, byte[] plain) {
        return crypt(Cipher.ENCRYPT_MODE, name, key, parameters, plain);
    }

    private static byte[] crypt(
            int mode, String name, java.security.Key key, AlgorithmParameterSpec parameters, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(mode, key, parameters);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
