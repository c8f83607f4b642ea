package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.Environments;
import dev.ksef.cli.profile.Profile;
import dev.ksef.cli.profile.Profile.Kind;
import dev.ksef.cli.profile.Profile.SignInMeans;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Signs in, and remembers for whom, where and with what; not the secret. */
public final class LoginCommand implements Command {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int SERVER_ERROR = 500;

    @Override
    public void declare(Declaration declaration) {
        declaration
                .option("--environment", "NAME")
                .option("--nip", "NIP")
                .option("--certificate", "FILE")
                .option("--key", "FILE")
                .option("--pkcs12", "FILE")
                .option("--pkcs11", "LIBRARY")
                .option("--alias", "NAME")
                .option("--token-label", "LABEL")
                .option("--secret-file", "FILE")
                .option("--qr-base", "URL");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Profile profile = profile(invocation);
        try (Connection connection = Connection.open(invocation, profile, invocation.text("--secret-file"))) {
            connection.company().tokens().signInAnew(Deadline.after(LONGEST, Time.system()));
        } catch (KsefRateLimitedException heldBack) {
            throw heldBack;
        } catch (KsefApiException refused) {
            throw refused.status() >= SERVER_ERROR ? refused : refused(invocation, refused);
        } catch (KsefProcessingException refused) {
            throw refused(invocation, refused);
        }
        invocation.profiles().save(profile);
        invocation
                .output()
                .result(Fields.of("profile", profile.name())
                        .and("environment", profile.environment())
                        .and("nip", profile.nip())
                        .and("signIn", profile.signIn().kind())
                        .and("folder", profile.folder()));
        return ExitCode.OK;
    }

    private static Failure refused(Invocation invocation, RuntimeException why) {
        return new Failure(
                ExitCode.SIGN_IN, why.getMessage() + ". " + invocation.words().get("login.refused"));
    }

    private static Profile profile(Invocation invocation) {
        String name = invocation.profileName();
        Path folder = invocation.profiles().folder(name);
        boolean known = Files.exists(folder.resolve("profile.properties"));
        @Nullable Profile before = known ? invocation.profiles().get(name) : null;
        KsefEnvironment environment = before != null && invocation.text("--environment") == null
                ? before.environment()
                : Environments.named(
                        invocation.required("--environment"), invocation.text("--qr-base"), invocation.words());
        Nip nip = before != null && invocation.text("--nip") == null
                ? before.nip()
                : References.nip(invocation.required("--nip"), invocation.words());
        SignInMeans means = means(invocation);
        return new Profile(
                name,
                folder,
                environment,
                nip,
                before != null && means.kind() == Kind.TOKEN && !invocation.has("--secret-file")
                        ? before.signIn()
                        : means);
    }

    private static SignInMeans means(Invocation invocation) {
        String alias = invocation.text("--alias");
        if (invocation.has("--pkcs11")) {
            return new SignInMeans(
                    Kind.PKCS11, file(invocation, "--pkcs11"), null, alias, invocation.text("--token-label"));
        }
        if (invocation.has("--pkcs12")) {
            return new SignInMeans(Kind.PKCS12, file(invocation, "--pkcs12"), null, alias, null);
        }
        if (invocation.has("--certificate") || invocation.has("--key")) {
            return new SignInMeans(Kind.PEM, file(invocation, "--certificate"), file(invocation, "--key"), null, null);
        }
        return SignInMeans.TOKEN;
    }

    /** The next run may stand in another folder. */
    private static String file(Invocation invocation, String option) {
        Path file =
                Invocation.path(invocation.words(), invocation.required(option)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new Failure(ExitCode.FILES, invocation.words().get("file.unreadable", file));
        }
        return file.toString();
    }
}
