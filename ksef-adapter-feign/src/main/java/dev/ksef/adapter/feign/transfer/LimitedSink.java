package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.io.OutputStream;

/** Writes to a stream of the caller's, up to a limit. */
final class LimitedSink {

    private final OutputStream into;
    private final long mostBytes;
    private long sizeBytes;

    LimitedSink(OutputStream into, long mostBytes) {
        this.into = into;
        this.mostBytes = mostBytes;
    }

    /** How much was written. */
    long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Writes the beginning of a buffer.
     *
     * @throws OversizedAnswerException if that is more than the limit allows; nothing of the buffer is written then
     * @throws KsefStorageException if the stream of the caller fails
     */
    void write(byte[] buffer, int length) throws OversizedAnswerException {
        sizeBytes += length;
        if (sizeBytes > mostBytes) {
            throw new OversizedAnswerException(mostBytes);
        }
        try {
            into.write(buffer, 0, length);
        } catch (IOException failed) {
            throw new KsefStorageException("The download could not be written to the given stream", failed);
        }
    }
}
