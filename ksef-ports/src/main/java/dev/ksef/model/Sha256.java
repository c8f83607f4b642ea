package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** A SHA-256 hash as KSeF writes it: Base64 of 32 bytes with padding, 44 characters. */
public record Sha256(String value) implements TextValue {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final int LENGTH_BYTES = 32;

    /** Takes the value from KSeF without checking its form. */
    public Sha256 {
        TextCheck.taken(value, "SHA-256 hash");
    }

    /**
     * Returns the hash with this Base64 text after checking it.
     *
     * @throws IllegalArgumentException if it is not 44 characters of Base64
     */
    public static Sha256 of(String base64) {
        return new Sha256(TextCheck.shaped(base64, SHAPE, "SHA-256 hash", "44 characters of Base64"));
    }

    /**
     * Returns the hash with these 32 bytes.
     *
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static Sha256 of(byte[] hash) {
        if (hash.length != LENGTH_BYTES) {
            throw new IllegalArgumentException("A SHA-256 hash has 32 bytes, not " + hash.length);
        }
        return new Sha256(Base64.getEncoder().encodeToString(hash));
    }

    /** Tells whether this is Base64 of 32 bytes. */
    public boolean isValid() {
        return SHAPE.matcher(value).matches();
    }

    /**
     * Tells whether this is the canonical text of its 32 bytes. The last of the 43 characters has two unused bits. If they are
     * set, a lenient reader gets the same bytes from a different text.
     */
    public boolean isCanonical() {
        return isValid() && of(bytes()).equals(this);
    }

    /**
     * Tells whether this stands for the same 32 bytes as another hash, even if their texts differ.
     *
     * @throws IllegalStateException if one of them is not a valid hash
     */
    public boolean sameBytes(Sha256 other) {
        return Arrays.equals(bytes(), other.bytes());
    }

    private byte[] bytes() {
        if (!isValid()) {
            throw new IllegalStateException("Not a SHA-256 hash: '" + value + "'");
        }
        return Base64.getDecoder().decode(value);
    }

    /**
     * Returns the hash in the alphabet of links: Base64URL without padding, 43 characters.
     *
     * @throws IllegalStateException if this is not a valid hash
     */
    public String base64Url() {
        if (!isValid()) {
            throw new IllegalStateException("Not a SHA-256 hash: '" + value + "'");
        }
        return value.substring(0, 43).replace('+', '-').replace('/', '_');
    }

    @Override
    public String toString() {
        return value;
    }
}
