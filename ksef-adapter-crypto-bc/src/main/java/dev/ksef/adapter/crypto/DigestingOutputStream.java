package dev.ksef.adapter.crypto;

import dev.ksef.model.Sha256;
import dev.ksef.port.HashingOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hashes by a digest of the JDK. */
final class DigestingOutputStream extends HashingOutputStream {

    private final OutputStream into;
    private final MessageDigest digest;
    private long sizeBytes;
    private @Nullable Sha256 hash;

    DigestingOutputStream(OutputStream into, MessageDigest digest) {
        this.into = Objects.requireNonNull(into, "into");
        this.digest = digest;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        if (hash != null) {
            throw new IOException("The hash was taken: nothing can be written any more");
        }
        into.write(content, offset, length);
        digest.update(content, offset, length);
        sizeBytes += length;
    }

    @Override
    public void flush() throws IOException {
        into.flush();
    }

    @Override
    public void close() throws IOException {
        into.close();
    }

    @Override
    public Sha256 sha256() {
        if (hash == null) {
            hash = Sha256.of(digest.digest());
        }
        return hash;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }
}
