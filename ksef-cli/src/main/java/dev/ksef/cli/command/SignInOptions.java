package dev.ksef.cli.command;

import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.Profile.Kind;
import dev.ksef.cli.profile.Profile.SignInMeans;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The options that say where a key and its certificate are. */
final class SignInOptions {

    private SignInOptions() {}

    static void declare(Declaration declaration) {
        declaration
                .option("--certificate", "FILE")
                .option("--key", "FILE")
                .option("--pkcs12", "FILE")
                .option("--pkcs11", "LIBRARY")
                .option("--alias", "NAME")
                .option("--token-label", "LABEL")
                .option("--secret-file", "FILE");
    }

    /** Returns what was said of a certificate; null if nothing was. */
    static @Nullable SignInMeans certificate(Invocation invocation) {
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
        return null;
    }

    /** The next run may stand in another folder. */
    private static String file(Invocation invocation, String option) {
        Path file =
                Invocation.path(invocation.words(), invocation.required(option)).toAbsolutePath();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Failure(ExitCode.FILES, invocation.words().get("file.unreadable", file));
        }
        return file.toString();
    }
}
