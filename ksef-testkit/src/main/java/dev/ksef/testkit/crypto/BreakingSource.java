package dev.ksef.testkit.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks once where its content ends, and then pretends that this was the end. */
final class BreakingSource extends InputStream {

    private final InputStream content;
    private boolean broke;

    BreakingSource(byte[] content) {
        this.content = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
        return checked(content.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return checked(content.read(target, offset, length));
    }

    private int checked(int read) throws IOException {
        if (read < 0 && !broke) {
            broke = true;
            throw new IOException("The connection was lost");
        }
        return read;
    }
}
