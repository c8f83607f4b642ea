package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this SDK throws about KSeF. Messages say what happened, to which reference, and what to do;
 * they never hold a token, a key, a signed link or the content of an invoice.
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
