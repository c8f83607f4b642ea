package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** A call was under way when the transport was closed. */
public final class ClosedTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * @param mayHaveSent whether the request may have left before
     */
    public ClosedTransportException(boolean mayHaveSent) {
        super("The transport was closed");
        this.sent = mayHaveSent;
    }

    boolean mayHaveSent() {
        return sent;
    }
}
