package dev.ksef.model.auth;

/**
 * A signed request to sign in, in exactly the bytes that were signed. They are never parsed, formatted or re-encoded.
 *
 * <p>Source: {@code POST /auth/xades-signature}, body {@code application/xml}.
 */
public final class SignedAuthRequest {

    private final byte[] bytes;

    private SignedAuthRequest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the document with a copy of these bytes.
     *
     * @throws IllegalArgumentException if there are no bytes
     */
    public static SignedAuthRequest of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("The signed document is empty");
        }
        return new SignedAuthRequest(bytes.clone());
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the size in bytes. */
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SignedAuthRequest[" + bytes.length + " bytes]";
    }
}
