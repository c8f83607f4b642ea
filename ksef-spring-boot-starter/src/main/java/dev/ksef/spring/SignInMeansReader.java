package dev.ksef.spring;

import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.spring.ConfiguredCredentials.SignInMeans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/** Makes means to sign in of properties. */
final class SignInMeansReader {

    private final Supplier<@Nullable SslBundles> bundles;

    SignInMeansReader(Supplier<@Nullable SslBundles> bundles) {
        this.bundles = bundles;
    }

    /**
     * Returns what is configured; null if nothing is.
     *
     * @param name of the properties
     */
    @Nullable
    SignInMeans read(String name, @Nullable CredentialsProperties given) {
        if (given == null) {
            return null;
        }
        var token = given.token();
        var pem = given.pem();
        var pkcs12 = given.pkcs12();
        var pkcs11 = given.pkcs11();
        var bundle = given.sslBundle();
        if (token != null) {
            Credentials fixed = Credentials.ksefToken(token.reveal());
            return () -> fixed;
        }
        if (pem != null) {
            return signed(name + ".pem", given, () -> pem(name + ".pem", pem));
        }
        if (pkcs12 != null) {
            return signed(name + ".pkcs12", given, () -> pkcs12(name + ".pkcs12", pkcs12));
        }
        if (pkcs11 != null) {
            return device(name + ".pkcs11", pkcs11, given.byFingerprint());
        }
        return bundle == null ? null : signed(name + ".ssl-bundle", given, () -> bundle(name + ".ssl-bundle", bundle));
    }

    private static SignInMeans device(String name, CredentialsProperties.Pkcs11 given, boolean byFingerprint) {
        StoreCheck.requireClass(name, "dev.ksef.adapter.pkcs11.Pkcs11Token", "ksef-adapter-pkcs11");
        requireSignatures(name);
        return new DeviceSignIn(name, given, byFingerprint);
    }

    private Signer bundle(String name, String bundle) {
        return new BundleSigner(name, bundle, bundles).load();
    }

    private static SignInMeans signed(String name, CredentialsProperties given, Supplier<Signer> signer) {
        requireSignatures(name);
        return () -> Certificates.credentials(told(name, signer), given.byFingerprint());
    }

    private static LocalSigner pem(String name, CredentialsProperties.Pem pem) {
        Path certificate = file(name + ".certificate", pem.certificate());
        Path key = file(name + ".key", pem.key());
        Secret password = pem.password();
        return password == null
                ? LocalSigner.pem(certificate, key)
                : withChars(password, chars -> LocalSigner.pem(certificate, key, chars));
    }

    private static LocalSigner pkcs12(String name, CredentialsProperties.Pkcs12 given) {
        Path file = file(name + ".file", given.file());
        String alias = given.alias();
        Secret password = given.password() == null ? Secret.of("") : given.password();
        return withChars(
                password,
                chars -> alias == null ? LocalSigner.pkcs12(file, chars) : LocalSigner.pkcs12(file, chars, alias));
    }

    private static LocalSigner withChars(Secret password, Function<char[], LocalSigner> loading) {
        char[] chars = password.chars();
        try {
            return loading.apply(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    private static Path file(String name, @Nullable String path) {
        Path file = Path.of(PropertyCheck.needed(name, path, "Set the path of the file."));
        if (!Files.isRegularFile(file)) {
            throw new KsefPropertyException(
                    name,
                    "names no file: " + file.toAbsolutePath(),
                    "Set the path of a file that the application may read; it is no Spring resource, so without"
                            + " classpath: or file: before it.");
        }
        return file;
    }

    /** What the SDK says of keys and certificates names no secret. */
    static <T> T told(String name, Supplier<T> loading) {
        try {
            return loading.get();
        } catch (KsefSigningException unusable) {
            throw new KsefPropertyException(
                    name, "cannot be used: " + unusable.getMessage(), "Correct these properties, or the file.");
        }
    }

    private static void requireSignatures(String name) {
        StoreCheck.requireClass(name, "dev.ksef.signature.signing.DssXadesSigner", "ksef-signature-dss");
    }

    /** Makes credentials of signers. Alone in touching EU DSS, which an application with a token does not have. */
    static final class Certificates {

        private Certificates() {}

        static Credentials credentials(Signer signer, boolean byFingerprint) {
            var credentials = Credentials.certificate(DssXadesSigner.of(signer));
            return byFingerprint ? credentials.byFingerprint() : credentials;
        }
    }
}
