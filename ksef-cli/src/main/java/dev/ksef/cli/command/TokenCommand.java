package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.token.KsefTokens;
import dev.ksef.domain.token.NewKsefToken;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenPermission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, makes and revokes KSeF tokens. A new one goes into a file that only its owner reads, and is shown nowhere. */
public final class TokenCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> COLUMNS =
            List.of("referenceNumber", "status", "description", "permissions", "created", "lastUse");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .optionalParameter("ACTION")
                .optionalParameter("TOKEN-NUMBER")
                .option("--description", "TEXT")
                .option("--permissions", "LIST")
                .option("--out", "FILE")
                .option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        @Nullable String action = invocation.parameter(0);
        return switch (action == null ? "list" : action) {
            case "list" -> list(invocation);
            case "generate" -> generate(invocation);
            case "revoke" -> revoke(invocation);
            default ->
                throw new Failure(
                        ExitCode.USAGE, invocation.words().get("no.choice", "ACTION", "list, generate, revoke"));
        };
    }

    private static ExitCode list(Invocation invocation) {
        try (Connection connection = Connection.open(invocation);
                var tokens = connection.company().ksefTokens().stream(TokenFilter.ALL)) {
            invocation.output().results(COLUMNS, tokens.map(TokenCommand::fields));
            return ExitCode.OK;
        }
    }

    private static Fields fields(TokenMetadata token) {
        return Fields.of("referenceNumber", token.referenceNumber())
                .and("status", token.status())
                .and("description", token.description())
                .and("permissions", token.requestedPermissions())
                .and("created", token.dateCreated())
                .and("lastUse", token.lastUseDate());
    }

    private static ExitCode generate(Invocation invocation) {
        Path file = Invocation.path(invocation.words(), invocation.required("--out"));
        String description = invocation.required("--description");
        List<TokenPermission> permissions = invocation.choices("--permissions", TokenPermission.class);
        try (Connection connection = Connection.open(invocation)) {
            KsefTokens tokens = connection.company().ksefTokens();
            keepable(file);
            NewKsefToken made = tokens.generate(description, permissions);
            keep(file, made.token().reveal());
            TokenMetadata active = made.await(invocation.duration("--patience", PATIENCE));
            invocation.output().result(fields(active).and("file", file));
            return ExitCode.OK;
        }
    }

    /** KSeF shows a token once: whether it can be kept has to be known before. */
    private static void keepable(Path file) {
        keep(file, "");
    }

    private static void keep(Path file, String token) {
        try {
            PrivateFile.replace(file, token.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The token cannot be kept in " + file, unwritable);
        }
    }

    private static ExitCode revoke(Invocation invocation) {
        var number = References.session(invocation.given(1), invocation.words());
        try (Connection connection = Connection.open(invocation)) {
            connection.company().ksefTokens().revoke(number);
            invocation.output().result(Fields.of("referenceNumber", number).and("revoked", true));
            return ExitCode.OK;
        }
    }
}
