package dev.ksef.domain.batch;

import dev.ksef.domain.internal.PrivateDirectory;
import dev.ksef.model.Sha256;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an archive as it is made, and makes of it the encrypted parts of a package in one pass: each part is encrypted on its
 * own with the same key and vector, and hashed. The plain archive is hashed, and kept nowhere.
 */
final class PartsOutputStream extends OutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final PrivateDirectory directory;
    private final PackageLimits limits;
    private final CryptoEngine crypto;
    private final ContentKey key;
    private final HashingOutputStream archive;
    private final List<PackagePart> parts = new ArrayList<>();
    private @Nullable OutputStream encrypting;
    private @Nullable HashingOutputStream encrypted;
    private @Nullable IOException failure;
    private long room;

    PartsOutputStream(PrivateDirectory directory, PackageLimits limits, CryptoEngine crypto, ContentKey key) {
        this.directory = directory;
        this.limits = limits;
        this.crypto = crypto;
        this.key = key;
        this.archive = crypto.hashing(OutputStream.nullOutputStream());
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] plain, int offset, int length) throws IOException {
        try {
            add(plain, offset, length);
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private void add(byte[] plain, int offset, int length) throws IOException {
        archive.write(plain, offset, length);
        int done = 0;
        while (done < length) {
            OutputStream part = partWithRoom();
            int taken = (int) Math.min(room, length - done);
            part.write(plain, offset + done, taken);
            room -= taken;
            done += taken;
        }
    }

    /** Ends the last part. */
    @Override
    public void close() throws IOException {
        endPart();
    }

    /** Returns why a part could not be written, which an archiver's own failure does not tell; null if that did not happen. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Returns the parts, once all are complete. */
    List<PackagePart> parts() {
        return List.copyOf(parts);
    }

    /** Returns the hash of the plain archive. */
    Sha256 archiveHash() {
        return archive.sha256();
    }

    /** Returns the size of the plain archive. */
    long archiveBytes() {
        return archive.sizeBytes();
    }

    private OutputStream partWithRoom() throws IOException {
        if (encrypting != null && room > 0) {
            return encrypting;
        }
        endPart();
        if (parts.size() == limits.mostParts()) {
            throw new PackageTooLargeException("The package has more than the " + limits.mostBytes()
                    + " bytes that fit into " + limits.mostParts() + " parts: split the plan");
        }
        encrypted = crypto.hashing(new BufferedOutputStream(directory.create(fileName()), BUFFER_BYTES));
        encrypting = crypto.encrypting(encrypted, key);
        room = limits.partBytes();
        return encrypting;
    }

    private void endPart() throws IOException {
        if (encrypting == null || encrypted == null) {
            return;
        }
        encrypting.close();
        parts.add(new PackagePart(
                BatchFilePart.of(parts.size() + 1, encrypted.sizeBytes(), encrypted.sha256()),
                directory.path(fileName())));
        encrypting = null;
        encrypted = null;
    }

    private String fileName() {
        return "part-" + (parts.size() + 1);
    }
}
