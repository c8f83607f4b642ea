package dev.ksef.adapter.feign;

import java.io.IOException;

/** The circuit is open: nothing was sent. */
final class OpenCircuitException extends IOException {

    private static final long serialVersionUID = 1L;

    OpenCircuitException() {
        super("Too many calls failed");
    }
}
