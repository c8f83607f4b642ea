package dev.ksef.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * An official confirmation of receipt (UPO), byte for byte as KSeF signed it. Keep these bytes: they are the proof. What
 * they say is read by {@link dev.ksef.model.upo.UpoConfirmation#read}.
 */
public final class Upo {

    private final byte[] bytes;

    private Upo(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the UPO with a copy of these bytes. */
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

    /** How many bytes there are. */
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "Upo[" + bytes.length + " bytes]";
    }
}
