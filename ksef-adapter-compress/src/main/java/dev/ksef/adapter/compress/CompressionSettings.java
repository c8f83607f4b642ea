package dev.ksef.adapter.compress;

import java.util.zip.Deflater;

/**
 * How archives are compressed.
 *
 * @param level of DEFLATE
 * @param threads the most threads of one call, the calling one included
 */
record CompressionSettings(int level, int threads) {

    static final int DEFAULT_LEVEL = 6;

    CompressionSettings {
        if (level < Deflater.BEST_SPEED || level > Deflater.BEST_COMPRESSION) {
            throw new IllegalArgumentException("A level of compression is from 1 to 9, not " + level);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("An archive needs at least one thread, not " + threads);
        }
    }

    static CompressionSettings defaults() {
        return new CompressionSettings(DEFAULT_LEVEL, Runtime.getRuntime().availableProcessors());
    }

    CompressionSettings withLevel(int other) {
        return new CompressionSettings(other, threads);
    }

    CompressionSettings withThreads(int other) {
        return new CompressionSettings(level, other);
    }
}
