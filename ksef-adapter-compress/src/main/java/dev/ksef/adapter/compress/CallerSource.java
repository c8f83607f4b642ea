package dev.ksef.adapter.compress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The caller's stream. It tells apart that the stream failed from that the archive is broken, and stays open. */
final class CallerSource extends FilterInputStream {

    private static final int MOST_SKIPPED = 8192;

    private @Nullable Exception failure;

    CallerSource(InputStream stream) {
        super(stream);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException | RuntimeException failed) {
            failure = failed;
            throw failed;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, MOST_SKIPPED)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // It is the caller's.
    }

    /** Returns what the stream threw; null if nothing. */
    @Nullable
    Exception failure() {
        return failure;
    }
}
