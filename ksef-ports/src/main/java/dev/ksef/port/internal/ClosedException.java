package dev.ksef.port.internal;

/** What was to be used was closed before, or while it waited to be used. */
public final class ClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        super(message);
    }
}
