package dev.ksef.adapter.compress;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.ArchiveEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Reads the contents of files piece by piece, and holds them to the sizes they told. */
final class ContentReader {

    private static final int PIECE = 16 * 1024;

    private final byte[] piece = new byte[PIECE];

    /** Takes a piece of content. */
    interface Taker {

        /**
         * Takes the first bytes of an array.
         *
         * @throws IOException if they cannot be taken
         */
        void take(byte[] piece, int length) throws IOException;
    }

    /**
     * Reads a file to its end.
     *
     * @throws KsefStorageException if it cannot be read, or has another size
     * @throws InterruptedIOException if the thread is interrupted
     * @throws IOException if the taker threw it
     */
    void read(ArchiveEntry file, long sizeBytes, Taker taker) throws IOException {
        long read = 0;
        try (Source source = new Source(file)) {
            for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
                read += count;
                if (read > sizeBytes) {
                    throw new KsefStorageException(
                            "The file " + file.name() + " has more than the " + sizeBytes + " bytes that it told",
                            null);
                }
                taker.take(piece, count);
            }
        }
        if (read < sizeBytes) {
            throw new KsefStorageException(
                    "The file " + file.name() + " told " + sizeBytes + " bytes, and ended after " + read, null);
        }
    }

    /** A content that names its file when it fails, whatever it throws. */
    private static final class Source implements AutoCloseable {

        private final ArchiveEntry file;
        private final InputStream stream;

        Source(ArchiveEntry file) throws IOException {
            this.file = file;
            try {
                stream = file.content().open();
            } catch (IOException | RuntimeException failure) {
                throw unreadable(failure);
            }
        }

        int read(byte[] target) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException();
            }
            try {
                return stream.read(target);
            } catch (IOException | RuntimeException failure) {
                throw unreadable(failure);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                stream.close();
            } catch (IOException | RuntimeException failure) {
                throw unreadable(failure);
            }
        }

        private KsefStorageException unreadable(Exception failure) throws InterruptedIOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException();
            }
            return new KsefStorageException("The file " + file.name() + " cannot be read", failure);
        }
    }
}
