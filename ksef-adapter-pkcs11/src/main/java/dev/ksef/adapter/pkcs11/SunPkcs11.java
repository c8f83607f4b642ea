package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.UUID;

/**
 * Makes providers of the JDK for one slot each. None is registered with the JVM, so that nobody else finds the device by
 * accident.
 *
 * @param library of the maker of the device
 * @param more lines of configuration, such as the mechanisms to leave alone
 */
record SunPkcs11(Path library, String more) {

    private static final String NAME = "SunPKCS11";
    private static final String MODULE = "jdk.crypto.cryptoki";
    private static final String NO_SUCH_INDEX = "slotListIndex is ";

    /** A key that is made here is made in the token and stays there; its public half goes with the session. */
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
     * Loads the library and looks at none of its slots.
     *
     * @throws KsefSigningException if there is no such file, or it is no PKCS#11 library
     */
    void load() {
        try {
            provider("slotListIndex = " + Integer.MAX_VALUE + "\n", "the last slot");
        } catch (NoSuchSlot expected) {
            // So far it had to come: the library answered.
        }
    }

    /**
     * The provider for a slot.
     *
     * @param line of configuration that says which
     * @param name of the slot, for messages
     * @throws KsefSigningException that says why it cannot be had
     */
    Provider provider(String line, String name) {
        if (!Files.isRegularFile(library)) {
            throw new KsefSigningException("There is no PKCS#11 library " + library
                    + ": give the path of the one that came with the card, reader or HSM");
        }
        // Quoted names and threads of the JDK tell the providers apart.
        String unique = "Ksef" + UUID.randomUUID();
        try {
            return unconfigured().configure(configuration(unique) + line + more + NEW_KEYS);
        } catch (ProviderException | UnsatisfiedLinkError failure) {
            throw failed(DeviceError.of(failure), name);
        }
    }

    /** Inline, so that there is no file to write; within quotes a backslash begins an escape. */
    String configuration(String name) {
        String path = library.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return "--name = \"" + name + "\"\nlibrary = \"" + path + "\"\n";
    }

    private KsefSigningException failed(DeviceError error, String name) {
        if (error.said().startsWith(NO_SUCH_INDEX) || error.is("CKR_SLOT_ID_INVALID")) {
            throw new NoSuchSlot("The library " + library + " has no " + name);
        }
        if (error.is("CKR_TOKEN_NOT_RECOGNIZED")) {
            return new KsefSigningException("The token in " + name + " of " + library
                    + " is not initialised, or of a kind this library does not know");
        }
        if (error.is("CKR_TOKEN_NOT_PRESENT")) {
            return noToken(name);
        }
        return error.code().isEmpty()
                ? new KsefSigningException(
                        library + " is no PKCS#11 library that this JVM can load: " + error.summary())
                : new KsefSigningException(
                        "The token in " + name + " of " + library + " cannot be opened: " + error.summary());
    }

    KsefSigningException noToken(String name) {
        return new KsefSigningException(
                "There is no token in " + name + " of " + library + ": put the card in, or look which slot it is in");
    }

    private static Provider unconfigured() {
        Provider provider = Security.getProvider(NAME);
        if (provider != null) {
            return provider;
        }
        throw new KsefSigningException(
                ModuleLayer.boot().findModule(MODULE).isPresent()
                        ? "The provider " + NAME
                                + " was taken from the list of security providers of this Java runtime:"
                                + " put it back (security.provider.N in java.security)"
                        : "This Java runtime has no PKCS#11 provider, since its module " + MODULE
                                + " is missing: add it to the image (jlink --add-modules " + MODULE
                                + ") or use a whole JDK");
    }

    /** Told apart, so that it can be said which slots there are. */
    static final class NoSuchSlot extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchSlot(String message) {
            super(message);
        }
    }
}
