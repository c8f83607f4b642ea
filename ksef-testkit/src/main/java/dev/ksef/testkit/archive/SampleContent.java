package dev.ksef.testkit.archive;

import dev.ksef.port.ContentSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** A content of a test: it counts its open streams, and may break or tell another size than it has. */
final class SampleContent implements ContentSource {

    private final byte[] bytes;
    private final long toldBytes;
    private final boolean breaks;
    private final AtomicInteger open = new AtomicInteger();

    private SampleContent(byte[] bytes, long toldBytes, boolean breaks) {
        this.bytes = bytes;
        this.toldBytes = toldBytes;
        this.breaks = breaks;
    }

    static SampleContent of(byte[] bytes) {
        return new SampleContent(bytes, bytes.length, false);
    }

    static SampleContent thatTells(long sizeBytes, byte[] bytes) {
        return new SampleContent(bytes, sizeBytes, false);
    }

    static SampleContent thatBreaksBehind(byte[] bytes) {
        return new SampleContent(bytes, bytes.length + 1L, true);
    }

    int openStreams() {
        return open.get();
    }

    @Override
    public long sizeBytes() {
        return toldBytes;
    }

    @Override
    public InputStream open() {
        open.incrementAndGet();
        return new Stream();
    }

    private final class Stream extends InputStream {

        private final InputStream content = new ByteArrayInputStream(bytes);
        private boolean closed;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = content.read(target, offset, length);
            if (count < 0 && breaks) {
                throw new IOException("The disk is gone");
            }
            return count;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
