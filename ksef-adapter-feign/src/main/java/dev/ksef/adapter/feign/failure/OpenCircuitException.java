package dev.ksef.adapter.feign.failure;

import java.io.IOException;

/** Thrown if the circuit breaker is open. Nothing was sent. */
public final class OpenCircuitException extends IOException {

    private static final long serialVersionUID = 1L;

    public OpenCircuitException() {
        super("Too many calls failed");
    }
}
