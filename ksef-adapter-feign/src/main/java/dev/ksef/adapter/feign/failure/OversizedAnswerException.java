package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** Thrown if an answer is larger than the transport accepts. */
public final class OversizedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    public OversizedAnswerException(long largestBytes) {
        super("The answer has more than " + largestBytes + " bytes");
    }
}
