package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/** Thrown if data cannot be encrypted, decrypted or hashed. */
public final class KsefCryptoException extends KsefException {

    private static final long serialVersionUID = 1L;

    public KsefCryptoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
