package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

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
            var generator = of(algorithm).keyPairGenerator(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw new KsefSigningException("The JDK could not make an " + algorithm + " key ("
                    + RootCause.told(failed) + ")");
        }
    }

    static KeyStore store(String type) throws GeneralSecurityException {
        return JdkProvider.named("SUN").keyStore(type);
    }

    static CertificateFactory certificates() throws GeneralSecurityException {
        return JdkProvider.named("SUN").certificateFactory();
    }
}
