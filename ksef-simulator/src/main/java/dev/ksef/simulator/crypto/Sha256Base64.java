package dev.ksef.simulator.crypto;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A SHA-256 value in half the memory of its Base64 text, which {@link #toString()} gives as it was written.
 *
 * @param rest the two bits of the text that belong to no byte; zero unless a client wrote it oddly
 */
public record Sha256Base64(long first, long second, long third, long fourth, byte rest) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int BYTES = 32;
    /** The place of the last character before the padding. */
    private static final int LAST = 42;

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException if it is not 32 bytes in Base64
     */
    public static Sha256Base64 of(String text) {
        byte[] value = Base64.getDecoder().decode(text);
        if (value.length != BYTES) {
            throw new IllegalArgumentException("A SHA-256 value has 32 bytes, not " + value.length);
        }
        return of(value, (byte) (ALPHABET.indexOf(text.charAt(LAST)) & 3));
    }

    /** The value of some data. */
    public static Sha256Base64 ofData(byte[] data) {
        return of(Sha256Digests.of(data), (byte) 0);
    }

    private static Sha256Base64 of(byte[] value, byte rest) {
        ByteBuffer parts = ByteBuffer.wrap(value);
        return new Sha256Base64(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong(), rest);
    }

    @Override
    public String toString() {
        byte[] value = ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
        String text = Base64.getEncoder().encodeToString(value);
        return rest == 0
                ? text
                : text.substring(0, LAST) + ALPHABET.charAt(ALPHABET.indexOf(text.charAt(LAST)) | rest) + "=";
    }
}
