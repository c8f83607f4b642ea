package dev.ksef.domain.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names keys and tokens by their hash, where no crypto engine is at hand. */
public final class Sha256Digest {

    private Sha256Digest() {}

    /** Returns the 32 bytes of the hash. */
    public static byte[] of(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
