package dev.ksef.testkit.transport;

import dev.ksef.port.ContentSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Content in memory that can be of another size than it says, fail, or take its time. Tells what was made of it. */
final class PartContent implements ContentSource {

    private final byte[] bytes;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong readBytes = new AtomicLong();
    private long declaredBytes;
    private @Nullable Exception toOpen;
    private @Nullable Exception toRead;
    private long soundBytes = Long.MAX_VALUE;
    private long pauseMillis;
    private long stepBytes = Long.MAX_VALUE;

    PartContent(byte[] bytes) {
        this.bytes = bytes;
        this.declaredBytes = bytes.length;
    }

    PartContent declaring(long sizeBytes) {
        declaredBytes = sizeBytes;
        return this;
    }

    PartContent failingToOpen(Exception problem) {
        toOpen = problem;
        return this;
    }

    PartContent failingAfter(long sound, Exception problem) {
        soundBytes = sound;
        toRead = problem;
        return this;
    }

    /** Pauses so often on the way. */
    PartContent pausingMillis(long millis, int times) {
        pauseMillis = millis;
        stepBytes = bytes.length / times;
        return this;
    }

    /** Tells whether each stream that was opened is closed. */
    boolean isClosed() {
        return open.get() == 0;
    }

    long readBytes() {
        return readBytes.get();
    }

    @Override
    public long sizeBytes() {
        return declaredBytes;
    }

    @Override
    public InputStream open() throws IOException {
        fail(toOpen);
        open.incrementAndGet();
        return new Stream();
    }

    private static void fail(@Nullable Exception problem) throws IOException {
        if (problem instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (problem instanceof IOException checked) {
            throw checked;
        }
    }

    private final class Stream extends FilterInputStream {

        private long paused;
        private boolean closed;

        private Stream() {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read() throws IOException {
            readBytes.incrementAndGet();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (readBytes.get() >= soundBytes) {
                fail(toRead);
            }
            if (readBytes.get() / stepBytes > paused) {
                paused++;
                pause();
            }
            int read = super.read(buffer, offset, length);
            readBytes.addAndGet(Math.max(0, read));
            return read;
        }

        private void pause() throws IOException {
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            }
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
