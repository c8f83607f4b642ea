package dev.ksef.simulator.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Computes SHA-256 digests. */
public final class Sha256Digests {

    private Sha256Digests() {}

    public static byte[] of(byte[] data) {
        return start().digest(data);
    }

    /** A digest to feed piece by piece. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** The value of a digest that was fed. It begins anew. */
    public static String base64(MessageDigest fed) {
        return Base64.getEncoder().encodeToString(fed.digest());
    }

    public static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(of(data));
    }
}
