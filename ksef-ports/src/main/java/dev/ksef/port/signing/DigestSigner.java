package dev.ksef.port.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import java.security.PublicKey;

/** Signs a hash in the place that holds the key: a KMS, a remote signing service, a desktop tool. */
@FunctionalInterface
public interface DigestSigner {

    /**
     * Signs data that has this hash. The device pads, with the parameters that {@link SignatureAlgorithm} names.
     *
     * @param digest the hash by the algorithm's {@link SignatureAlgorithm#digestAlgorithm()}, bare: 32, 48 or 64 bytes
     * @return for RSA as many bytes as the key has; for ECDSA r||s or DER, as the device gives it
     * @throws Exception if the hash cannot be signed; it becomes a {@link KsefSigningException}, which does not quote its
     *     message
     */
    byte[] sign(SignatureAlgorithm algorithm, byte[] digest) throws Exception;

    /**
     * Hashes data and signs it. The signature comes in the form that a {@link Signer} gives (ECDSA as r||s), and only if this
     * key verifies it.
     *
     * @throws KsefSigningException if the function fails, or signs in another way or with another key
     */
    default byte[] signed(SignatureAlgorithm algorithm, PublicKey key, byte[] data) {
        String whose = "the " + key.getAlgorithm() + " key given";
        return algorithm
                .verified(key, data, new DigestSignerCall(this, whose).sign(algorithm, data))
                .orElseThrow(() -> new KsefSigningException("What " + DigestSignerCall.DEVICE + " returned is no "
                        + algorithm + " signature by " + whose + ": " + DigestSignerCall.MISMATCH_ADVICE));
    }
}
