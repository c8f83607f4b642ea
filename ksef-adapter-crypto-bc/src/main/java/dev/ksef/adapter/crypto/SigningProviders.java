package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Works with keys by the JDK's own providers. Bouncy Castle reads and writes formats only, and computes no signature. */
final class SigningProviders {

    static final String RSA = "RSA";
    static final String EC = "EC";

    private SigningProviders() {}

    static JdkProvider of(String keyAlgorithm) {
        return JdkProvider.named(keyAlgorithm.equals(EC) ? "SunEC" : "SunRsaSign");
    }

    static PrivateKey privateKey(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return of(algorithm).keyFactory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    static KeyPair newPair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            return generated(algorithm, parameters);
        } catch (GeneralSecurityException failed) {
            throw new KsefSigningException(
                    "The JDK could not make an " + algorithm + " key (" + RootCause.told(failed) + ")");
        }
    }

    /**
     * SunEC asks the first provider of the JVM for the parameters of a curve, and cannot make keys if that is Bouncy Castle. Then
     * the JVM's own choice makes the key, and SunEC takes it over.
     */
    private static KeyPair generated(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        try {
            return pair(of(algorithm).keyPairGenerator(algorithm), parameters);
        } catch (GeneralSecurityException | ProviderException anotherIsFirst) {
            KeyPair made = pair(KeyPairGenerator.getInstance(algorithm), parameters);
            byte[] pkcs8 = made.getPrivate().getEncoded();
            try {
                return new KeyPair(publicKey(algorithm, made.getPublic().getEncoded()), privateKey(algorithm, pkcs8));
            } finally {
                KeyFileContents.clear(pkcs8);
            }
        }
    }

    private static KeyPair pair(KeyPairGenerator generator, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private static PublicKey publicKey(String algorithm, byte[] spki) throws GeneralSecurityException {
        return of(algorithm).keyFactory(algorithm).generatePublic(new X509EncodedKeySpec(spki));
    }

    static KeyStore store(String type) throws GeneralSecurityException {
        return JdkProvider.named("SUN").keyStore(type);
    }

    static CertificateFactory certificates() throws GeneralSecurityException {
        return JdkProvider.named("SUN").certificateFactory();
    }
}
