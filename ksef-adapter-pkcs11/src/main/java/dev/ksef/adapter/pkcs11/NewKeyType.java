package dev.ksef.adapter.pkcs11;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * The kinds of keys that KSeF issues certificates for.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/certyfikaty-KSeF.md">certyfikaty-KSeF</a>.
 */
public enum NewKeyType {
    /** EC on P-256: small, quick, and what KSeF recommends. */
    EC_P256("EC", new ECGenParameterSpec("secp256r1")),
    /** RSA of 2048 bits, for devices without elliptic curves. */
    RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

    private final String algorithm;
    private final AlgorithmParameterSpec parameters;

    NewKeyType(String algorithm, AlgorithmParameterSpec parameters) {
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    String algorithm() {
        return algorithm;
    }

    AlgorithmParameterSpec parameters() {
        return parameters;
    }
}
