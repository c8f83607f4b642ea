package dev.ksef.simulator.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Computes SHA-256 digests. */
public final class Sha256Digests {

    private Sha256Digests() {}

    public static byte[] of(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    public static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(of(data));
    }
}
