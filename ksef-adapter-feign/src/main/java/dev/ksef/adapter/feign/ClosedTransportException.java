package dev.ksef.adapter.feign;

import java.io.IOException;

/** A call was under way when the transport was closed. */
final class ClosedTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    ClosedTransportException() {
        super("The transport was closed");
    }
}
