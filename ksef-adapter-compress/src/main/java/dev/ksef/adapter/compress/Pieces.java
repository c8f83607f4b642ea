package dev.ksef.adapter.compress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.Deflater;

/** Compressed bytes in arrays that hold nothing else: an array that grew would be copied, and half empty. */
final class Pieces {

    private final Deque<byte[]> arrays = new ArrayDeque<>();
    private long length;

    /** Takes all that a deflater has to give now. */
    void takeFrom(Deflater deflater, int flush, byte[] scratch) {
        int count;
        do {
            count = deflater.deflate(scratch, 0, scratch.length, flush);
            if (count > 0) {
                arrays.add(Arrays.copyOf(scratch, count));
                length += count;
            }
        } while (count == scratch.length);
    }

    long length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] array : arrays) {
            out.write(array);
        }
    }

    /** Returns a stream that takes the bytes away, array by array. */
    InputStream taken() {
        return new InputStream() {
            private int position;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) {
                byte[] array = arrays.peek();
                if (array == null) {
                    return -1;
                }
                int count = Math.min(wanted, array.length - position);
                System.arraycopy(array, position, target, offset, count);
                position += count;
                if (position == array.length) {
                    arrays.remove();
                    position = 0;
                }
                return count;
            }
        };
    }
}
