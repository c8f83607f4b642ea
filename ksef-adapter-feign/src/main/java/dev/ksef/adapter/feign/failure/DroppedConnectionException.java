package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** Thrown if the connection ended after the request had been sent and before the answer was complete. */
public final class DroppedConnectionException extends IOException {

    /** What happened, for messages. */
    public static final String REASON = "the connection was dropped";

    private static final long serialVersionUID = 1L;

    public DroppedConnectionException() {
        super("The connection was dropped");
    }
}
