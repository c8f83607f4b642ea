package dev.ksef.domain.batch;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ContentSource;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The content of an invoice that was read before. It must be the same as then: what was checked is what is sent.
 *
 * @param whenRead is done once it was read to its end, perhaps more than once
 * @param failure takes the first failure of a content, which an archiver may tell in other words
 */
record CheckedContent(
        PackagePlan.Planned planned,
        CryptoEngine crypto,
        Runnable whenRead,
        AtomicReference<@Nullable KsefStorageException> failure)
        implements ContentSource {

    @Override
    public long sizeBytes() {
        return planned.invoice().facts().sizeBytes();
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new HashedStream(planned.content().open(), crypto.hashing(OutputStream.nullOutputStream()));
        } catch (IOException | RuntimeException unreadable) {
            throw failed("cannot be read", unreadable);
        }
    }

    private IOException failed(String why, @Nullable Exception cause) {
        var told = new KsefStorageException("The invoice " + planned.invoice().sourceName() + " " + why, cause);
        failure.compareAndSet(null, told);
        return new IOException(told);
    }

    /** Fails at the end if the content is another one. */
    private final class HashedStream extends FilterInputStream {

        private final HashingOutputStream seen;

        HashedStream(InputStream content, HashingOutputStream seen) {
            super(content);
            this.seen = seen;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = readContent(target, offset, length);
            if (count >= 0) {
                seen.write(target, offset, count);
                refuseIfLonger();
            } else if (seen.sha256().equals(planned.hash())) {
                whenRead.run();
            } else {
                throw changed();
            }
            return count;
        }

        private int readContent(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException | RuntimeException unreadable) {
                throw failed("cannot be read", unreadable);
            }
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

        private void refuseIfLonger() throws IOException {
            if (seen.sizeBytes() > sizeBytes()) {
                throw changed();
            }
        }

        private IOException changed() {
            return failed("changed after it was checked; leave invoices alone while they are sent", null);
        }
    }
}
