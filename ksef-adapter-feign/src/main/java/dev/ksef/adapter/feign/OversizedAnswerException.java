package dev.ksef.adapter.feign;

import java.io.IOException;

/** An answer was larger than anything KSeF sends. */
final class OversizedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    OversizedAnswerException(int largestBytes) {
        super("The answer has more than " + largestBytes + " bytes");
    }
}
