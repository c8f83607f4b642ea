package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** An answer was larger than it may be. */
public final class OversizedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    public OversizedAnswerException(long largestBytes) {
        super("The answer has more than " + largestBytes + " bytes");
    }
}
