package dev.ksef.adapter.compress;

import java.io.IOException;

/**
 * Compresses one piece of work after the other, by one thread.
 *
 * @param <I> what is to be compressed
 * @param <O> what it was compressed to
 */
interface Compressor<I, O> extends AutoCloseable {

    /**
     * Compresses one piece of work.
     *
     * @throws IOException if it cannot be read
     */
    O compress(I work) throws IOException;

    /** Frees what the JDK holds outside the heap. */
    @Override
    void close();
}
