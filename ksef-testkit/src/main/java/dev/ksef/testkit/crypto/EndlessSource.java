package dev.ksef.testkit.crypto;

import java.io.InputStream;
import java.util.Arrays;

/** A stream that never ends, and counts its bytes. */
final class EndlessSource extends InputStream {

    private long yielded;

    long yielded() {
        return yielded;
    }

    @Override
    public int read() {
        yielded++;
        return 'e';
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Arrays.fill(target, offset, offset + length, (byte) 'e');
        yielded += length;
        return length;
    }
}
