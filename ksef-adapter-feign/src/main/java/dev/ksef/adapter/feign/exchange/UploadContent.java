package dev.ksef.adapter.feign.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that an engine reads while the caller waits, and that the caller may give up. It yields exactly as many
 * bytes as it was declared with: the last piece is held back until the source has shown that nothing follows. So a storage never
 * gets complete content that is not what was declared.
 */
public final class UploadContent implements AutoCloseable {

    private final InputStream source;
    private final long sizeBytes;
    private final InputStream stream = new CountedStream();
    private final AtomicReference<Use> use = new AtomicReference<>(Use.IDLE);
    private volatile Runnable endOfExchange = () -> {};
    private volatile long takenBytes;
    private volatile @Nullable Exception failure;

    /** What is done with the source at the moment. */
    private enum Use {
        IDLE,
        READ,
        GIVEN_UP
    }

    /**
     * Takes a stream, and closes it when it is given up or closed.
     *
     * @param sizeBytes how many bytes it must yield
     */
    public UploadContent(InputStream source, long sizeBytes) {
        this.source = source;
        this.sizeBytes = sizeBytes;
    }

    /** Returns the length of the body. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Returns the body. It can be read once. Closing it does nothing. */
    public InputStream stream() {
        return stream;
    }

    /** Says how an engine that takes no notice of interrupts ends the exchange of this content. It may take its time. */
    public void endExchangeBy(Runnable end) {
        endOfExchange = end;
    }

    /** Ends the exchange, where the engine has said how. */
    void endExchange() {
        endOfExchange.run();
    }

    /** Returns how much of it the engine has taken so far. */
    long takenBytes() {
        return takenBytes;
    }

    /** Tells whether the engine has taken all of it. */
    public boolean isTaken() {
        return takenBytes == sizeBytes;
    }

    /** Returns why the source could not be read as it was declared; null if that was not in the way. */
    public @Nullable Exception failure() {
        return failure;
    }

    /** Gives it up: no read of the source begins after this. The source is closed by whoever reads it, or here. */
    @Override
    public void close() {
        if (use.getAndSet(Use.GIVEN_UP) == Use.IDLE) {
            closeSource();
        }
    }

    @SuppressWarnings("EmptyCatch") // All that was needed has been read, or nobody wants it any more.
    private void closeSource() {
        try {
            source.close();
        } catch (IOException | RuntimeException unneeded) {
            // Nothing depends on it.
        }
    }

    private int read(byte[] buffer, int offset, int length) throws IOException {
        if (!use.compareAndSet(Use.IDLE, Use.READ)) {
            throw new IOException("The upload was given up");
        }
        try {
            return taken(buffer, offset, length);
        } catch (IOException | RuntimeException failed) {
            failure = failed;
            throw new IOException("The content cannot be read", failed);
        } finally {
            if (!use.compareAndSet(Use.READ, Use.IDLE)) {
                closeSource();
            }
        }
    }

    private int taken(byte[] buffer, int offset, int length) throws IOException {
        long before = takenBytes;
        long left = sizeBytes - before;
        if (left == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = source.read(buffer, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new IOException("The content ended after " + before + " of " + sizeBytes + " bytes");
        }
        if (read == left && source.read() >= 0) {
            throw new IOException("The content is longer than its " + sizeBytes + " bytes");
        }
        takenBytes = before + read;
        return read;
    }

    private final class CountedStream extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return UploadContent.this.read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return UploadContent.this.read(buffer, offset, length);
        }
    }
}
