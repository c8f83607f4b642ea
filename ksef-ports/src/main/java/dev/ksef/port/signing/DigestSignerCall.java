package dev.ksef.port.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.SignatureAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes data and has a function sign the hash. Every failure of the function becomes a {@link KsefSigningException}.
 *
 * @param whose key the function signs with, for messages
 */
record DigestSignerCall(DigestSigner digestSigner, String whose) {

    /** What messages call the function. */
    static final String DEVICE = "the signing function";

    /** What to do if the signature does not verify. */
    static final String MISMATCH_ADVICE = "check that it uses this key, the bare hash and these parameters";

    byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        byte[] signature = ask(algorithm, digest(algorithm, data));
        if (signature == null) {
            throw new KsefSigningException("The signing function for " + whose + " returned nothing");
        }
        return signature;
    }

    /** The contract of the function forbids null, but it may return it. */
    private byte @Nullable [] ask(SignatureAlgorithm algorithm, byte[] digest) {
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

    /** Names the classes of the failure and of its root cause only: their messages may hold a secret. */
    private KsefSigningException failed(Exception failure) {
        return new KsefSigningException(
                "The signing function for " + whose + " failed with " + RootCause.classes(failure));
    }

    private static byte[] digest(SignatureAlgorithm algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm.digestAlgorithm()).digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm.digestAlgorithm(), impossible);
        }
    }
}
