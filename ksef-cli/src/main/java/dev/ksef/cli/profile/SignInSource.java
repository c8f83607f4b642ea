package dev.ksef.cli.profile;

import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.cli.profile.Profile.SignInMeans;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Secrets;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the credentials of a profile at the moment when somebody signs in. The secret is asked for then, and kept
 * nowhere.
 */
public final class SignInSource implements AutoCloseable {

    /** All tokens of a profile are kept under this name, however they were obtained. */
    public static final CredentialsId ID = CredentialsId.of("cli");

    private final SignInMeans means;
    private final Secrets secrets;
    private final Words words;
    private final @Nullable String secretFile;
    private @Nullable Pkcs11Token token;

    /** @param secretFile where the token, the password or the PIN is; null if nobody said so */
    public SignInSource(SignInMeans means, Secrets secrets, Words words, @Nullable String secretFile) {
        this.means = means;
        this.secrets = secrets;
        this.words = words;
        this.secretFile = secretFile;
    }

    public Credentials credentials() {
        Credentials made = means.kind() == Profile.Kind.TOKEN
                ? Credentials.ksefToken(new String(secrets.get("secret.token", "KSEF_TOKEN", secretFile)))
                : Credentials.certificate(DssXadesSigner.of(signer()));
        return made.named(ID);
    }

    /** Returns the signer of the profile's certificate. */
    public Signer signer() {
        return switch (means.kind()) {
            case PEM -> pem(file(means.certificate()), file(means.key()));
            case PKCS12 -> pkcs12(file(means.certificate()));
            case PKCS11 -> pkcs11(file(means.certificate()));
            case TOKEN -> throw new Failure(ExitCode.USAGE, words.get("no.certificate"));
        };
    }

    private Signer pem(Path certificate, Path key) {
        if (!isEncrypted(key)) {
            return LocalSigner.pem(certificate, key);
        }
        char[] password = secrets.get("secret.password", "KSEF_KEY_PASSWORD", secretFile);
        try {
            return LocalSigner.pem(certificate, key, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private boolean isEncrypted(Path key) {
        try {
            return new String(Files.readAllBytes(key), StandardCharsets.ISO_8859_1).contains("ENCRYPTED");
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.FILES, words.get("file.unreadable", key));
        }
    }

    private Signer pkcs12(Path file) {
        char[] password = secrets.get("secret.password", "KSEF_KEY_PASSWORD", secretFile);
        try {
            return means.alias() == null
                    ? LocalSigner.pkcs12(file, password)
                    : LocalSigner.pkcs12(file, password, means.alias());
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private Signer pkcs11(Path library) {
        var unusable = new AtomicReference<@Nullable Failure>();
        Pkcs11Token.Builder settings = Pkcs11Token.at(library).pin(label -> pin(unusable));
        if (means.label() != null) {
            settings.tokenLabel(means.label());
        }
        Pkcs11Token opened;
        try {
            opened = settings.open();
        } catch (KsefSigningException refused) {
            // The token tells nothing of what its callback throws: it might hold the PIN.
            Failure own = unusable.get();
            throw own == null ? refused : own;
        }
        token = opened;
        return means.alias() == null ? opened.signer() : opened.signer(means.alias());
    }

    private char[] pin(AtomicReference<@Nullable Failure> unusable) {
        try {
            return secrets.get("secret.pin", "KSEF_PIN", secretFile);
        } catch (Failure failure) {
            unusable.set(failure);
            throw failure;
        }
    }

    private Path file(@Nullable String name) {
        if (name == null) {
            throw new Failure(ExitCode.FILES, words.get("no.certificate"));
        }
        return Path.of(name);
    }

    @Override
    public void close() {
        if (token != null) {
            token.close();
        }
    }
}
