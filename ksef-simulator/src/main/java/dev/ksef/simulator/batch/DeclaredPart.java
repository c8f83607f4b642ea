package dev.ksef.simulator.batch;

import dev.ksef.simulator.wire.JsonBody;

/** A part of a package as the client declared it: encrypted, with size and SHA-256. */
record DeclaredPart(int ordinalNumber, long size, String hash) {

    /** The documents allow 100 MB before encryption, which adds a block of 16 bytes to a size that it divides. */
    static final long MAX_ENCRYPTED_BYTES = 100_000_016;

    static DeclaredPart of(JsonBody body) {
        return new DeclaredPart(
                body.between("ordinalNumber", 1, Integer.MAX_VALUE),
                body.positive("fileSize"),
                body.sha256("fileHash"));
    }

    boolean tooLarge() {
        return size > MAX_ENCRYPTED_BYTES;
    }
}
