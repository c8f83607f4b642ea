package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagePart;
import dev.ksef.port.ContentSource;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The content of a part, which fails before its last bytes are read if it is not the one that was declared. */
final class IntactPart implements ContentSource {

    private final PackagePart part;
    private final ContentSource content;
    private final CryptoEngine crypto;
    private volatile boolean changed;

    /** @param content what is read of the part */
    IntactPart(PackagePart part, ContentSource content, CryptoEngine crypto) {
        this.part = part;
        this.content = content;
        this.crypto = crypto;
    }

    @Override
    public long sizeBytes() {
        return content.sizeBytes();
    }

    @Override
    public InputStream open() throws IOException {
        return new HashedStream(content.open());
    }

    /** Tells whether it was found to be another one. */
    boolean isChanged() {
        return changed;
    }

    private final class HashedStream extends FilterInputStream {

        private final HashingOutputStream seen = crypto.hashing(OutputStream.nullOutputStream());

        HashedStream(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                take(target, offset, count);
            } else if (count < 0 && seen.sizeBytes() < sizeBytes()) {
                throw changed();
            }
            return count;
        }

        private void take(byte[] bytes, int offset, int count) throws IOException {
            if (seen.sizeBytes() + count > sizeBytes()) {
                throw changed();
            }
            seen.write(bytes, offset, count);
            if (seen.sizeBytes() == sizeBytes()
                    && !seen.sha256().equals(part.declared().fileHash())) {
                throw changed();
            }
        }

        private IOException changed() {
            changed = true;
            return new IOException("The part is not the one that was declared");
        }

        /** Reads what it passes over, since all of it is hashed. */
        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(Math.max(0, count), Integer.MAX_VALUE)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
