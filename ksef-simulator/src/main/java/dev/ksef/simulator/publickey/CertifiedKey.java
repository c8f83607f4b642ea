package dev.ksef.simulator.publickey;

import dev.ksef.simulator.crypto.RsaKeys;
import dev.ksef.simulator.crypto.Sha256Digests;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** A key pair that clients encrypt for, with its newest certificate. */
public record CertifiedKey(KeyPair keys, X509Certificate certificate) {

    /** The SHA-256 of the public key in Base64, by which requests name the key. */
    String publicKeyId() {
        return Sha256Digests.base64(keys.getPublic().getEncoded());
    }

    /** The plain bytes of what a client encrypted; nothing if it was not encrypted for this key. */
    public Optional<byte[]> unwrap(byte[] wrapped) {
        return RsaKeys.unwrap(keys.getPrivate(), wrapped);
    }
}
