package dev.ksef.adapter.pkcs11;

import org.jspecify.annotations.Nullable;

/**
 * Knows the PIN of a token, or asks somebody for it. It is asked once when the token is opened, and once more whenever the
 * device has forgotten that we are logged in.
 *
 * <p>A device locks itself after a few wrong PINs (three on most cards): a PIN that the device refused is never tried again,
 * and this function not asked again, until the token is opened anew.
 */
@FunctionalInterface
public interface PinCallback {

    /**
     * The PIN.
     *
     * @param token the label of the token, or the slot as it was given to the builder, such as {@code slot 1}, where no label
     *     was given
     * @return the PIN in an array of its own, which is zeroed after use; null if there is none to give, as for a reader with
     *     a PIN pad
     */
    char @Nullable [] pin(String token);
}
