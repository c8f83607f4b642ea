package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/** Thrown if a local store of tokens or keys, or a stream of the caller, cannot be read or written. */
public final class KsefStorageException extends KsefException {

    private static final long serialVersionUID = 1L;

    public KsefStorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
