package dev.ksef.adapter.feign;

import java.io.IOException;

/** An answer was larger than it may be. */
final class OversizedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    OversizedAnswerException(long largestBytes) {
        super("The answer has more than " + largestBytes + " bytes");
    }
}
