package dev.ksef.testkit.crypto;

import java.io.IOException;
import java.io.OutputStream;

/** Takes some bytes, and fails until it is mended. */
final class BreakingTarget extends OutputStream {

    private final int most;
    private int taken;
    private boolean mended;
    private boolean closed;

    BreakingTarget(int most) {
        this.most = most;
    }

    @Override
    public void write(int oneByte) throws IOException {
        if (taken >= most && !mended) {
            throw new IOException("The target is full");
        }
        taken++;
    }

    void mend() {
        mended = true;
    }

    int taken() {
        return taken;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
