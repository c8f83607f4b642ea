package dev.ksef.adapter.pkcs11;

import org.jspecify.annotations.Nullable;

/**
 * Returns the PIN of a token, or asks somebody for it. It is called when the token is opened, and again when the login was
 * lost.
 *
 * <p>A device locks itself after a few wrong PINs (three on most cards). So after a PIN was refused, neither the PIN is tried
 * nor this function called again, until the application opens the token anew.
 */
@FunctionalInterface
public interface PinCallback {

    /**
     * Returns the PIN.
     *
     * @param token the label of the token, or the slot as it was given to the builder, such as {@code slot 1}, if no label
     *     was given
     * @return the PIN in an array of its own, which is zeroed after use; null if there is none, as for a reader with a PIN pad
     */
    char @Nullable [] pin(String token);
}
