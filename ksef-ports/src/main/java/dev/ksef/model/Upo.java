package dev.ksef.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * An official confirmation of receipt (UPO), in exactly the bytes that KSeF signed. Keep these bytes: they are the proof.
 * {@link dev.ksef.model.upo.UpoConfirmation#read} reads their content.
 */
public final class Upo {

    private final byte[] bytes;

    private Upo(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns a UPO with a copy of these bytes. */
    public static Upo of(byte[] bytes) {
        return new Upo(bytes.clone());
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the bytes as a stream, without a copy. */
    public InputStream openStream() {
        return new ByteArrayInputStream(bytes);
    }

    /** Returns the size in bytes. */
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "Upo[" + bytes.length + " bytes]";
    }
}
