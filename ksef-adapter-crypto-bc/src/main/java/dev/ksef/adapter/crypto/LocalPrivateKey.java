package dev.ksef.adapter.crypto;

import dev.ksef.model.signature.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** A private key in memory that signs by the JDK's providers. */
final class LocalPrivateKey {

    private final PrivateKey key;
    private final JdkProvider provider;

    LocalPrivateKey(PrivateKey key) {
        this.key = key;
        this.provider = SigningProviders.of(key.getAlgorithm());
    }

    /** Signs data. ECDSA comes as r||s. */
    byte[] sign(SignatureAlgorithm algorithm, byte[] data) throws GeneralSecurityException {
        Signature signature = provider.signature(algorithm.jcaName());
        if (algorithm == SignatureAlgorithm.RSA_PSS_SHA256) {
            signature.setParameter(SignatureAlgorithm.pssParameters());
        }
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
    }

    PrivateKey key() {
        return key;
    }
}
