package dev.ksef.testkit.crypto;

import java.io.ByteArrayInputStream;

/** A stream that yields at most so many bytes at a time, and knows whether it was closed. */
final class LimitedSource extends ByteArrayInputStream {

    private final int atMost;
    private boolean closed;

    LimitedSource(byte[] content, int atMost) {
        super(content);
        this.atMost = atMost;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, atMost));
    }

    @Override
    public void close() {
        closed = true;
    }
}
