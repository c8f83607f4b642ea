package dev.ksef.adapter.crypto;

import java.security.KeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/** RSASSA-PSS over a ready hash, as devices make it: the JDK hashes by itself only. */
final class RawPssSigner {

    private static final int SALT_BYTES = 32;

    private RawPssSigner() {}

    static byte[] of(KeyPair pair, byte[] digest) throws CryptoException {
        var key = (java.security.interfaces.RSAPrivateKey) pair.getPrivate();
        var signer = PSSSigner.createRawSigner(
                new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), SALT_BYTES, PSSSigner.TRAILER_IMPLICIT);
        signer.init(true, new RSAKeyParameters(true, key.getModulus(), key.getPrivateExponent()));
        signer.update(digest, 0, digest.length);
        return signer.generateSignature();
    }
}
