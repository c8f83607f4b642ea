package dev.ksef.model;

import org.jspecify.annotations.Nullable;

/** A document from KSeF with the hash that KSeF declared in {@code x-ms-meta-hash}. They have not been compared yet. */
public final class HashedDocument {

    private final byte[] bytes;
    private final @Nullable Sha256 declaredHash;

    private HashedDocument(byte[] bytes, @Nullable Sha256 declaredHash) {
        this.bytes = bytes;
        this.declaredHash = declaredHash;
    }

    /** Returns a document with a copy of these bytes; the hash is null if KSeF declared none. */
    public static HashedDocument of(byte[] bytes, @Nullable Sha256 declaredHash) {
        return new HashedDocument(bytes.clone(), declaredHash);
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the hash that KSeF declared; null if it declared none. */
    public @Nullable Sha256 declaredHash() {
        return declaredHash;
    }

    @Override
    public String toString() {
        return "HashedDocument[" + bytes.length + " bytes]";
    }
}
