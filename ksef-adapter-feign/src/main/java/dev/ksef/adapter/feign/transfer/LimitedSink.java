package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.failure.OversizedAnswerException;
import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.io.OutputStream;

/** A stream of the caller's, which takes so much and no more. */
final class LimitedSink {

    private final OutputStream into;
    private final long mostBytes;
    private long sizeBytes;

    LimitedSink(OutputStream into, long mostBytes) {
        this.into = into;
        this.mostBytes = mostBytes;
    }

    /** How much it has taken. */
    long sizeBytes() {
        return sizeBytes;
    }

    void write(byte[] buffer, int length) throws OversizedAnswerException {
        sizeBytes += length;
        if (sizeBytes > mostBytes) {
            throw new OversizedAnswerException(mostBytes);
        }
        try {
            into.write(buffer, 0, length);
        } catch (IOException failed) {
            throw new KsefStorageException("What was downloaded could not be written where it should go", failed);
        }
    }
}
