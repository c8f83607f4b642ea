package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefCryptoException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * One of the JDK's security providers, used directly. If the JVM has no provider of that name, the default lookup is used. So
 * an application that registers a slower provider first does not slow the SDK down.
 */
final class JdkProvider {

    private final @Nullable Provider provider;

    private JdkProvider(@Nullable Provider provider) {
        this.provider = provider;
    }

    static JdkProvider named(String name) {
        return new JdkProvider(Security.getProvider(name));
    }

    Cipher cipher(String transformation) {
        try {
            return provider == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException missing) {
            throw missing(transformation, missing);
        }
    }

    MessageDigest digest(String algorithm) {
        try {
            return provider == null
                    ? MessageDigest.getInstance(algorithm)
                    : MessageDigest.getInstance(algorithm, provider);
        } catch (GeneralSecurityException missing) {
            throw missing(algorithm, missing);
        }
    }

    Signature signature(String algorithm) throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, provider);
    }

    KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
        return provider == null ? KeyFactory.getInstance(algorithm) : KeyFactory.getInstance(algorithm, provider);
    }

    KeyPairGenerator keyPairGenerator(String algorithm) throws GeneralSecurityException {
        return provider == null
                ? KeyPairGenerator.getInstance(algorithm)
                : KeyPairGenerator.getInstance(algorithm, provider);
    }

    KeyStore keyStore(String type) throws GeneralSecurityException {
        return provider == null ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
    }

    CertificateFactory certificateFactory() throws GeneralSecurityException {
        return provider == null
                ? CertificateFactory.getInstance("X.509")
                : CertificateFactory.getInstance("X.509", provider);
    }

    private static KsefCryptoException missing(String algorithm, GeneralSecurityException cause) {
        return new KsefCryptoException(
                "No security provider of this JVM has " + algorithm + ", which KSeF needs", cause);
    }
}
