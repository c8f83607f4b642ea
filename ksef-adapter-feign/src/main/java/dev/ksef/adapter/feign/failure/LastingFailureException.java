package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/**
 * A request did not leave, and another will hardly do before somebody has mended something: the server's certificate, the name
 * of the host, the proxy.
 */
public final class LastingFailureException extends IOException {

    private static final long serialVersionUID = 1L;

    public LastingFailureException() {
        super("somebody has to mend something first");
    }
}
