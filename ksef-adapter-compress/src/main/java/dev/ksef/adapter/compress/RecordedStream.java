package dev.ksef.adapter.compress;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What a library reads an archive from. It remembers what is read between files, which is headers, and bounds it: a header that
 * never ends would fill the memory.
 */
final class RecordedStream extends FilterInputStream {

    /** More than the library reads ahead within a file. */
    private static final int READ_AHEAD = 2048;

    private final byte[] recent = new byte[READ_AHEAD];
    private int recentLength;
    private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
    private boolean betweenFiles;
    private long mostHeaderBytes;
    private long headerBytes;
    private long position;

    RecordedStream(InputStream stream) {
        super(stream);
    }

    /** From now on headers are read, of at most so many bytes. */
    void beginHeaders(long most) {
        headers.reset();
        headers.write(recent, 0, recentLength);
        headerBytes = 0;
        mostHeaderBytes = most;
        betweenFiles = true;
    }

    /** From now on a file is read. */
    void beginFile() {
        betweenFiles = false;
        byte[] read = headers.toByteArray();
        recentLength = 0;
        remember(read, 0, read.length);
    }

    /** Returns what was read as headers, behind some of what was read before. */
    byte[] recorded() {
        return headers.toByteArray();
    }

    /** Returns what was read as headers alone. */
    byte[] headers() {
        byte[] all = headers.toByteArray();
        return Arrays.copyOfRange(all, all.length - (int) headerBytes, all.length);
    }

    /** Returns how many bytes were read as headers. */
    long headerBytes() {
        return headerBytes;
    }

    /** Returns how many bytes were read in all. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            position += count;
            if (betweenFiles) {
                record(target, offset, count);
            } else {
                remember(target, offset, count);
            }
        }
        return count;
    }

    private void record(byte[] from, int offset, int count) throws BrokenArchiveException {
        headerBytes += count;
        if (headerBytes > mostHeaderBytes) {
            throw new BrokenArchiveException(
                    "The archive has more than " + mostHeaderBytes + " bytes of headers where a file should be");
        }
        headers.write(from, offset, count);
    }

    private void remember(byte[] from, int offset, int count) {
        int fresh = Math.min(count, READ_AHEAD);
        int kept = Math.min(recentLength, READ_AHEAD - fresh);
        System.arraycopy(recent, recentLength - kept, recent, 0, kept);
        System.arraycopy(from, offset + count - fresh, recent, kept, fresh);
        recentLength = kept + fresh;
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, READ_AHEAD)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // What stands behind the last file is read when the library is done with the stream.
    }
}
