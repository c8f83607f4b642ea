package dev.ksef.cli.profile;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * For whom and where the program works.
 *
 * @param folder holds what is kept for it: tokens, journals, their key
 * @param signIn how to sign in again; nothing of it is secret
 */
public record Profile(String name, Path folder, KsefEnvironment environment, Nip nip, SignInMeans signIn) {

    /** What signs in. */
    public enum Kind {
        TOKEN,
        PEM,
        PKCS12,
        PKCS11
    }

    /**
     * Where the means of sign-in are.
     *
     * @param certificate the file of certificates, or that of PKCS#12, or the library of PKCS#11
     * @param key the file of the key, for PEM
     * @param alias the key in the file or token; null for the only one
     * @param label the label of the token; null for the only one
     */
    public record SignInMeans(
            Kind kind,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable String alias,
            @Nullable String label) {

        public static final SignInMeans TOKEN = new SignInMeans(Kind.TOKEN, null, null, null, null);
    }
}
