package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/** A store of ours could not be read or written. */
public final class KsefStorageException extends KsefException {

    private static final long serialVersionUID = 1L;

    public KsefStorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
