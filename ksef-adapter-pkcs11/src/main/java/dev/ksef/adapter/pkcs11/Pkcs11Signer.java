package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.VerifyingSigner;
import java.util.Set;

/**
 * Signs in a token. To verify each signature costs little compared with the device, and a faulty RSA signature would reveal
 * the key.
 */
final class Pkcs11Signer extends VerifyingSigner {

    private final Pkcs11Key key;

    private Pkcs11Signer(Pkcs11Key key, Set<SignatureAlgorithm> algorithms) {
        super(key.certificate(), algorithms);
        this.key = key;
    }

    /**
     * Creates the signer of a key.
     *
     * @throws KsefSigningException if the token has no mechanism for the key
     */
    static Pkcs11Signer of(Pkcs11Key key) {
        Set<SignatureAlgorithm> algorithms = key.algorithms();
        if (algorithms.isEmpty()) {
            throw new KsefSigningException("The token " + key.token().name()
                    + " has no mechanism to sign with the key '" + key.alias() + "' as KSeF wants it");
        }
        return new Pkcs11Signer(key, algorithms);
    }

    @Override
    protected byte[] signOnDevice(SignatureAlgorithm algorithm, byte[] data) {
        return key.sign(algorithm, data);
    }

    @Override
    protected String device() {
        return "the token " + key.token().name();
    }

    @Override
    protected String mismatchAdvice() {
        return "the private key '" + key.alias() + "' does not belong to it, or the device is faulty";
    }

    @Override
    public String toString() {
        return "Signer in the token " + key.token().name() + " with "
                + certificate().summary();
    }
}
