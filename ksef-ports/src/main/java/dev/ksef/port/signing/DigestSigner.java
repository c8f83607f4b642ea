package dev.ksef.port.signing;

import dev.ksef.model.signature.SignatureAlgorithm;
import java.security.PublicKey;

/** Signs a hash where the key lives: a KMS, a remote signing service, a desktop tool. */
@FunctionalInterface
public interface DigestSigner {

    /**
     * The signature of data with this hash. The device pads, with the parameters that {@link SignatureAlgorithm} names.
     *
     * @param digest the hash by the algorithm's {@link SignatureAlgorithm#digestAlgorithm()}, bare: 32, 48 or 64 bytes
     * @return for RSA as many bytes as the key has; for ECDSA r||s or DER, whichever the device gives
     * @throws Exception whatever stands in the way; it becomes a {@link dev.ksef.model.error.KsefSigningException}, in whose
     *     message nothing of its message is seen
     */
    byte[] sign(SignatureAlgorithm algorithm, byte[] digest) throws Exception;

    /**
     * The signature of data by a key, in the one form that a {@link Signer} gives: hashed here, ECDSA as r||s, and handed on
     * only if this key verifies it.
     *
     * @throws dev.ksef.model.error.KsefSigningException if the function fails, or signs in another way or with another key
     */
    default byte[] signed(SignatureAlgorithm algorithm, PublicKey key, byte[] data) {
        return new VerifiedSignature(this, key, "the " + key.getAlgorithm() + " key given").of(algorithm, data);
    }
}
