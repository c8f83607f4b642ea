package dev.ksef.adapter.compress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A gzip stream of one member, whose blocks are compressed side by side. The blocks are cut by size alone, so that the bytes do not
 * depend on the number of threads. What it is written into stays open.
 */
final class GzipStream extends OutputStream {

    /** No name, no time, no system: the same for all. Source: RFC 1952. */
    private static final String HEADER = "\u001f\u008b\b\0\0\0\0\0\0\u00ff";

    private final OutputStream out;
    private final OrderedCompression<Block, DeflatedBlock> compression;
    private final int mostBlocks;
    private final Deque<Block> unused = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private Block current = new Block();
    private long plainBytes;

    /** @throws IOException if the stream fails */
    GzipStream(OutputStream out, CompressionSettings settings) throws IOException {
        this.out = out;
        compression = new OrderedCompression<>(settings.threads(), () -> new BlockDeflater(settings.level()));
        mostBlocks = settings.threads() == 1 ? 1 : settings.threads() + 2;
        for (int i = 0; i < HEADER.length(); i++) {
            out.write(HEADER.charAt(i));
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        crc.update(from, offset, length);
        plainBytes += length;
        for (int done = 0; done < length; ) {
            // Only what follows shows that a block is not the last.
            if (current.isFull()) {
                endBlock(current);
            }
            done += current.add(from, offset + done, length - done);
        }
    }

    private void endBlock(Block ended) throws IOException {
        Block next = unusedBlock();
        next.beginBehind(ended);
        compression.add(ended);
        current = next;
        writeUntilLeft(mostBlocks - 1);
    }

    private Block unusedBlock() {
        @Nullable Block used = unused.poll();
        return used == null ? new Block() : used;
    }

    private void writeUntilLeft(int blocks) throws IOException {
        while (compression.size() > blocks) {
            DeflatedBlock oldest = taken();
            oldest.content().writeTo(out);
            unused.add(oldest.block());
        }
    }

    private DeflatedBlock taken() throws IOException {
        try {
            return compression.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /**
     * Writes all that is left, and the end.
     *
     * @throws IOException if the stream fails, or the thread is interrupted
     */
    void finish() throws IOException {
        current.setLast();
        compression.add(current);
        writeUntilLeft(0);
        writeNumber(crc.getValue());
        writeNumber(plainBytes);
    }

    private void writeNumber(long number) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (number >>> shift));
        }
    }

    /** Ends the threads, and writes nothing. */
    @Override
    public void close() {
        compression.close();
    }
}
