package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/**
 * The superclass of the exceptions that this SDK throws about KSeF. Messages tell what happened, with which reference number,
 * and what to do. They never contain a token, a key, a signed link or the content of an invoice.
 */
public class KsefException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KsefException(String message) {
        super(message);
    }

    public KsefException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
