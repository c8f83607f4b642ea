package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** Thrown if the transport was closed while a call was under way. */
public final class ClosedTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveSent;

    /**
     * @param mayHaveSent whether the request may have left before
     */
    public ClosedTransportException(boolean mayHaveSent) {
        super("The transport was closed");
        this.mayHaveSent = mayHaveSent;
    }

    boolean mayHaveSent() {
        return mayHaveSent;
    }
}
