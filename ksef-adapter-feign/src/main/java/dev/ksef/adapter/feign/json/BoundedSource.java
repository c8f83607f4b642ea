package dev.ksef.adapter.feign.json;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the caller's, which stays open. It ends with a failure if too much of it is read between two rows, so that what is
 * held in memory is bounded. It keeps its failure, since a parser wraps it in messages that quote the file.
 */
final class BoundedSource extends InputStream {

    private final InputStream source;
    private final int mostBytes;
    private int left;
    private @Nullable Exception failure;

    /** @param mostBytes that may be read between two rows */
    BoundedSource(InputStream source, int mostBytes) {
        this.source = source;
        this.mostBytes = mostBytes;
        this.left = mostBytes;
    }

    /** Begins the count anew. */
    void nextRow() {
        left = mostBytes;
    }

    /** Returns what the stream failed with; null if it did not. */
    @Nullable
    Exception failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int count = source.read(into, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new IOException("A row, or what stands beside the rows, has more than " + mostBytes + " bytes");
            }
            return count;
        } catch (IOException | RuntimeException broken) {
            failure = broken;
            throw broken;
        }
    }
}
