package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import java.io.IOException;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/** How one token is opened, whenever that is necessary. One thread at a time. */
final class Opening {

    private final SunPkcs11 pkcs11;
    private final Slot slot;
    private final PinCallback pin;

    /** SunPKCS11 looks after an empty slot with a thread of its own: one, however often we try. */
    private @Nullable AuthProvider waiting;

    /** What the device said no to it says no to again, and counts: most lock themselves after three times. */
    private @Nullable String refusal;

    Opening(SunPkcs11 pkcs11, Slot slot, PinCallback pin) {
        this.pkcs11 = pkcs11;
        this.slot = slot;
        this.pin = pin;
    }

    String name() {
        return "'" + slot.name() + "' of " + pkcs11.library().getFileName();
    }

    /** Which slot of which library, for {@link Holders}. */
    String slot() {
        return pkcs11.library().toAbsolutePath().normalize() + " " + slot.line();
    }

    /**
     * The token, opened with a session and a login of its own, whatever became of those before.
     *
     * @throws KsefSigningException if it cannot be opened; if the device said no to the PIN, then from now on
     */
    OpenDevice open() {
        if (refusal != null) {
            throw new KsefSigningException(refusal);
        }
        AuthProvider provider = provider();
        try {
            logIn(provider);
            return OpenDevice.of(provider);
        } catch (GeneralSecurityException | IOException | ProviderException failure) {
            throw failed(DeviceError.of(failure));
        }
    }

    private AuthProvider provider() {
        AuthProvider provider = waiting != null ? waiting : (AuthProvider) made();
        if (!OpenDevice.holdsToken(provider)) {
            waiting = provider;
            throw pkcs11.noToken(slot.name());
        }
        waiting = null;
        return provider;
    }

    private AuthProvider made() {
        try {
            return (AuthProvider) pkcs11.provider(slot.line(), slot.name());
        } catch (SunPkcs11.NoSuchSlot none) {
            throw new KsefSigningException(none.getMessage()
                    + Slots.of(pkcs11.library())
                            .map(slots -> ": " + Slots.named(slots))
                            .orElse(""));
        }
    }

    /** The handler is asked only if the device wants a login, has none, and no PIN pad of its own. */
    private void logIn(AuthProvider provider) throws LoginException {
        provider.login(null, callbacks -> {
            char[] given = ask();
            try {
                for (Callback callback : callbacks) {
                    ((PasswordCallback) callback).setPassword(given);
                }
            } finally {
                Arrays.fill(given, '\0');
            }
        });
    }

    private char[] ask() throws IOException {
        char @Nullable [] given;
        try {
            given = pin.pin(slot.name());
        } catch (RuntimeException failure) {
            // Its class tells nothing secret; its message might.
            throw new IOException(
                    "the PIN callback failed with " + failure.getClass().getName());
        }
        if (given == null || given.length == 0) {
            // Nothing would count as a wrong one.
            throw new IOException("it wants a PIN and was given none: set pin(...)");
        }
        if (isZeroed(given)) {
            // Neither would this be a PIN, and it would count as a wrong one.
            throw new IOException("the PIN callback gave an array that was zeroed after an earlier use: let it give a"
                    + " new array each time");
        }
        return given;
    }

    private static boolean isZeroed(char[] pin) {
        for (char each : pin) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private KsefSigningException failed(DeviceError error) {
        String where = "The token " + name();
        return switch (error.code()) {
            case "CKR_PIN_INCORRECT" ->
                refusing(where + " refused the PIN" + triesLeft()
                        + ". It is not tried again: look which PIN it is before" + " you open the token anew");
            case "CKR_PIN_LOCKED" ->
                refusing(where
                        + " has locked its PIN after wrong ones: whoever has the PUK or is its security officer can"
                        + " unlock it");
            case "CKR_PIN_EXPIRED" -> refusing(where + " wants its PIN to be changed first");
            case "CKR_USER_PIN_NOT_INITIALIZED" ->
                refusing(where + " has no PIN of its user yet: set one with the tools of its maker");
            case "CKR_PIN_INVALID", "CKR_PIN_LEN_RANGE" ->
                refusing(where + " does not take such a PIN: its length or its characters are none of a PIN there");
            case "CKR_FUNCTION_CANCELED" -> new KsefSigningException(where + " was given no PIN at its PIN pad");
            default -> new KsefSigningException(where + " cannot be opened: " + error.summary());
        };
    }

    private KsefSigningException refusing(String message) {
        refusal = message;
        return new KsefSigningException(message);
    }

    private String triesLeft() {
        return Slots.of(pkcs11.library()).orElse(List.of()).stream()
                .filter(slot.contents())
                .map(SlotContents::triesLeft)
                .findFirst()
                .orElse("");
    }
}
