package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/** Something could not be encrypted, decrypted or hashed. */
public final class KsefCryptoException extends KsefException {

    private static final long serialVersionUID = 1L;

    public KsefCryptoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
