package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.Environments;
import dev.ksef.cli.profile.Profile;
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
                .flag("--with-token")
                .option("--qr-base", "URL");
        SignInOptions.declare(declaration);
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
        return new Profile(name, folder, environment, nip, means(invocation, before));
    }

    /** What signed in before goes on to, unless something else is named. */
    private static SignInMeans means(Invocation invocation, @Nullable Profile before) {
        @Nullable SignInMeans certificate = SignInOptions.certificate(invocation);
        if (certificate != null && invocation.has("--with-token")) {
            throw new Failure(ExitCode.USAGE, invocation.words().get("login.both"));
        }
        if (certificate != null) {
            return certificate;
        }
        return before == null || invocation.has("--with-token") ? SignInMeans.TOKEN : before.signIn();
    }
}
