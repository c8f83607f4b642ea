package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
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

/** Opens one token and logs in to it, whenever that is necessary. For one thread at a time. */
final class TokenLogin {

    private final Pkcs11Library library;
    private final TokenSlot slot;
    private final PinCallback pin;

    /** SunPKCS11 watches an empty slot with a thread: the provider is kept, so that retries start no other thread. */
    private @Nullable AuthProvider waiting;

    /** Kept, so that a wrong PIN is not tried again: the device counts, and most lock themselves after three. */
    private @Nullable String refusal;

    TokenLogin(Pkcs11Library library, TokenSlot slot, PinCallback pin) {
        this.library = library;
        this.slot = slot;
        this.pin = pin;
    }

    String name() {
        return "'" + slot.name() + "' of " + library.path().getFileName();
    }

    /** Names the slot and its library, for {@link SlotLoginCount}. */
    String slot() {
        return library.path().toAbsolutePath().normalize() + " " + slot.line();
    }

    /**
     * Opens the token with a new session and a new login.
     *
     * @throws KsefSigningException if it cannot be opened. If the device refused the PIN, every later call fails, too
     */
    LoggedInToken open() {
        if (refusal != null) {
            throw new KsefSigningException(refusal);
        }
        AuthProvider provider = provider();
        try {
            logIn(provider);
            return LoggedInToken.of(provider);
        } catch (GeneralSecurityException | IOException | ProviderException failure) {
            throw failed(Pkcs11Error.of(failure));
        }
    }

    private AuthProvider provider() {
        AuthProvider provider = waiting != null ? waiting : created();
        if (!LoggedInToken.holdsToken(provider)) {
            waiting = provider;
            throw library.noToken(slot.name());
        }
        waiting = null;
        return provider;
    }

    private AuthProvider created() {
        try {
            return (AuthProvider) library.provider(slot.line(), slot.name());
        } catch (Pkcs11Library.NoSuchSlotException none) {
            throw new KsefSigningException(none.getMessage()
                    + SlotDiscovery.slots(library.path())
                            .map(slots -> ": " + SlotDiscovery.describe(slots))
                            .orElse(""));
        }
    }

    /** SunPKCS11 asks for the PIN only if the device wants a login, has none yet, and has no PIN pad. */
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
            // Classes tell nothing secret; messages might.
            throw new IOException("the PIN callback failed with " + RootCause.classes(failure));
        }
        if (given == null || given.length == 0) {
            // An empty PIN would count as a wrong one.
            throw new IOException("it requires a PIN and was given none: set pin(...)");
        }
        if (isZeroed(given)) {
            // This would count as a wrong PIN, too.
            throw new IOException(
                    "the PIN callback returned an array that was zeroed after an earlier use: let it return"
                            + " a new array each time");
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

    private KsefSigningException failed(Pkcs11Error error) {
        String where = "The token " + name();
        return switch (error.code()) {
            case "CKR_PIN_INCORRECT" ->
                refused(where + " refused the PIN" + triesLeft()
                        + ". It is not tried again: check the PIN before you open the token again");
            case "CKR_PIN_LOCKED" ->
                refused(where
                        + " has locked its PIN after wrong tries: unlock it with the PUK, or ask its security officer");
            case "CKR_PIN_EXPIRED" -> refused(where + " requires its PIN to be changed first");
            case "CKR_USER_PIN_NOT_INITIALIZED" ->
                refused(where + " has no user PIN yet: set one with the tools of its maker");
            case "CKR_PIN_INVALID", "CKR_PIN_LEN_RANGE" ->
                refused(where + " does not accept this PIN: check its length and its characters");
            case "CKR_FUNCTION_CANCELED" -> new KsefSigningException(where + " was given no PIN at its PIN pad");
            default -> new KsefSigningException(where + " cannot be opened: " + error.summary());
        };
    }

    private KsefSigningException refused(String message) {
        refusal = message;
        return new KsefSigningException(message);
    }

    private String triesLeft() {
        return SlotDiscovery.slots(library.path()).orElse(List.of()).stream()
                .filter(slot.filter())
                .map(SlotInfo::triesLeft)
                .findFirst()
                .orElse("");
    }
}
