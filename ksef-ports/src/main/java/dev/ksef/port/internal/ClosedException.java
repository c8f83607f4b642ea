package dev.ksef.port.internal;

/** Thrown if an object was closed before its use, or while its caller waited. */
public final class ClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        super(message);
    }
}
