package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/** A signature could not be made or checked. */
public final class KsefSigningException extends KsefException {

    private static final long serialVersionUID = 1L;

    public KsefSigningException(String message) {
        super(message);
    }

    public KsefSigningException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
