package dev.ksef.adapter.feign;

import java.io.IOException;

/** A connection ended after the request had been sent and before the answer was complete. */
final class DroppedConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    DroppedConnectionException() {
        super("The connection was dropped");
    }
}
