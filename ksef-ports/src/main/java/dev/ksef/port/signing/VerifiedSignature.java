package dev.ksef.port.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a function sign, and takes nothing from it that the key does not verify. */
final class VerifiedSignature {

    private final DigestSigner digestSigner;
    private final PublicKey key;
    private final String whose;

    VerifiedSignature(DigestSigner digestSigner, PublicKey key, String whose) {
        this.digestSigner = digestSigner;
        this.key = key;
        this.whose = whose;
    }

    byte[] of(SignatureAlgorithm algorithm, byte[] data) {
        for (byte[] signature : readings(ask(algorithm, digest(algorithm, data)))) {
            if (algorithm.verifies(key, data, signature)) {
                return signature;
            }
        }
        throw new KsefSigningException(
                "What the signing function returned is no " + algorithm + " signature by the key of " + whose
                        + ": check that it uses this key, the bare hash and these parameters");
    }

    private byte[] ask(SignatureAlgorithm algorithm, byte[] digest) {
        byte[] signature = asked(algorithm, digest);
        if (signature == null) {
            throw new KsefSigningException("The signing function for " + whose + " returned nothing");
        }
        return signature.clone();
    }

    /** Null is against the function's contract. */
    private byte @Nullable [] asked(SignatureAlgorithm algorithm, byte[] digest) {
        try {
            return digestSigner.sign(algorithm, digest);
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(interrupted);
        } catch (Exception failure) {
            throw failed(failure);
        }
    }

    /** The class of a failure tells nothing secret; its message might. */
    private KsefSigningException failed(Exception failure) {
        return new KsefSigningException("The signing function for " + whose + " failed with "
                + failure.getClass().getName());
    }

    /** Bytes of ECDSA may be read in either notation: which one is meant, the key decides. */
    private List<byte[]> readings(byte[] signature) {
        if (key instanceof ECPublicKey ec && EcdsaValue.isDer(signature, ec)) {
            return List.of(EcdsaValue.ofDer(signature, ec).p1363(), signature);
        }
        return List.of(signature);
    }

    private static byte[] digest(SignatureAlgorithm algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm.digestAlgorithm()).digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm.digestAlgorithm(), impossible);
        }
    }
}
