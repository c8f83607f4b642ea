package dev.ksef.adapter.feign;

import java.io.IOException;

/** A call was under way when the transport was closed. */
final class ClosedTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * @param mayHaveSent whether the request may have left before
     */
    ClosedTransportException(boolean mayHaveSent) {
        super("The transport was closed");
        this.sent = mayHaveSent;
    }

    boolean mayHaveSent() {
        return sent;
    }
}
