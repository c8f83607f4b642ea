package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.UUID;

/**
 * The PKCS#11 library of a device. It makes providers of the JDK, each for one slot. None is registered with the JVM, so that
 * no other code uses the device by accident.
 *
 * @param path of the library
 * @param more lines of configuration, such as mechanisms not to use
 */
record Pkcs11Library(Path path, String more) {

    private static final String NAME = "SunPKCS11";
    private static final String MODULE = "jdk.crypto.cryptoki";
    private static final String NO_SUCH_INDEX = "slotListIndex is ";

    /** A new private key is made in the token and stays there; its public key ends with the session. */
    private static final String NEW_KEYS = """
            attributes(generate, CKO_PUBLIC_KEY, *) = {
              CKA_TOKEN = false
              CKA_VERIFY = true
            }
            attributes(generate, CKO_PRIVATE_KEY, *) = {
              CKA_TOKEN = true
              CKA_PRIVATE = true
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
            }
            """;

    /**
     * Loads the library without looking at its slots.
     *
     * @throws KsefSigningException if there is no such file, or it is no PKCS#11 library
     */
    void load() {
        try {
            provider("slotListIndex = " + Integer.MAX_VALUE + "\n", "the last slot");
        } catch (NoSuchSlotException expected) {
            // Expected: the library was loaded and knows no such slot.
        }
    }

    /**
     * Creates the provider for a slot.
     *
     * @param line of configuration that names the slot
     * @param name of the slot, for messages
     * @throws NoSuchSlotException if the library has no such slot
     * @throws KsefSigningException if the provider cannot be made for another reason
     */
    Provider provider(String line, String name) {
        if (!Files.isRegularFile(path)) {
            throw new KsefSigningException("There is no PKCS#11 library " + path
                    + ": give the path of the one that came with the card, reader or HSM");
        }
        // The JDK names its threads after providers, so each name is unique.
        String unique = "Ksef" + UUID.randomUUID();
        try {
            return unconfigured().configure(configuration(unique) + line + more + NEW_KEYS);
        } catch (ProviderException | UnsatisfiedLinkError failure) {
            throw failed(Pkcs11Error.of(failure), name);
        }
    }

    /** Returns an inline configuration, which needs no file. Within quotes a backslash begins an escape. */
    String configuration(String name) {
        String quoted = path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return "--name = \"" + name + "\"\nlibrary = \"" + quoted + "\"\n";
    }

    private KsefSigningException failed(Pkcs11Error error, String name) {
        if (error.message().startsWith(NO_SUCH_INDEX) || error.is("CKR_SLOT_ID_INVALID")) {
            throw new NoSuchSlotException("The library " + path + " has no " + name);
        }
        if (error.is("CKR_TOKEN_NOT_RECOGNIZED")) {
            return new KsefSigningException("The token in " + name + " of " + path
                    + " is not initialised, or of a kind this library does not know");
        }
        if (error.is("CKR_TOKEN_NOT_PRESENT")) {
            return noToken(name);
        }
        return error.code().isEmpty()
                ? new KsefSigningException(path + " is no PKCS#11 library that this JVM can load: " + error.summary())
                : new KsefSigningException(
                        "The token in " + name + " of " + path + " cannot be opened: " + error.summary());
    }

    KsefSigningException noToken(String name) {
        return new KsefSigningException(
                "There is no token in " + name + " of " + path + ": insert the card, or check which slot it is in");
    }

    private static Provider unconfigured() {
        Provider provider = Security.getProvider(NAME);
        if (provider != null) {
            return provider;
        }
        throw new KsefSigningException(
                ModuleLayer.boot().findModule(MODULE).isPresent()
                        ? "The provider " + NAME
                                + " was removed from the list of security providers of this Java runtime:"
                                + " put it back (security.provider.N in java.security)"
                        : "This Java runtime has no PKCS#11 provider, since its module " + MODULE
                                + " is missing: add it to the image (jlink --add-modules " + MODULE
                                + ") or use a whole JDK");
    }

    /** Thrown if a library has no such slot. The caller adds which slots there are. */
    static final class NoSuchSlotException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchSlotException(String message) {
            super(message);
        }
    }
}
