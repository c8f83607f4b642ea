package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** A connection ended after the request had been sent and before the answer was complete. */
public final class DroppedConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    public DroppedConnectionException() {
        super("The connection was dropped");
    }
}
