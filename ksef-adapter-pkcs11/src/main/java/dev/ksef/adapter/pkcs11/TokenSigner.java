package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import java.util.Set;

/**
 * Signs in a token. Every signature is verified before it is handed on: that costs little beside the device, and a faulty RSA
 * signature would give the key away.
 */
final class TokenSigner implements Signer {

    private final TokenKey key;
    private final Set<SignatureAlgorithm> algorithms;

    TokenSigner(TokenKey key) {
        this.key = key;
        this.algorithms = key.algorithms();
        if (algorithms.isEmpty()) {
            throw new KsefSigningException("The token " + key.device().name()
                    + " has no mechanism to sign with the key '" + key.alias() + "' as KSeF wants it");
        }
    }

    @Override
    public SignerCertificate certificate() {
        return key.certificate();
    }

    @Override
    public Set<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        require(algorithm);
        byte[] signature = key.sign(algorithm, data);
        if (!algorithm.verifies(certificate().publicKey(), data, signature)) {
            throw new KsefSigningException("What the token " + key.device().name() + " returned is no " + algorithm
                    + " signature of the certificate " + certificate().summary()
                    + ": the private key '" + key.alias() + "' does not belong to it, or the device is faulty");
        }
        return signature;
    }

    @Override
    public String toString() {
        return "Signer in the token " + key.device().name() + " with "
                + certificate().summary();
    }
}
