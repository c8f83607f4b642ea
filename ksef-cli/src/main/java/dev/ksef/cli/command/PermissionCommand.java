package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.permission.PermissionOperation;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.model.permission.PermissionId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists, grants and revokes rights of every kind. */
public final class PermissionCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> REVOCATIONS = List.of("revoke", "revoke-authorization");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .optionalParameter("ACTION")
                .optionalParameter("WHAT")
                .option("--rights", "LIST")
                .option("--description", "TEXT")
                .option("--name", "NAME")
                .option("--address", "ADDRESS")
                .option("--first-name", "NAME")
                .option("--last-name", "NAME")
                .option("--identified-by", "NUMBER")
                .option("--born", "DAY")
                .option("--document-type", "TYPE")
                .option("--document-number", "NUMBER")
                .option("--document-country", "COUNTRY")
                .option("--client", "NIP")
                .option("--unit", "UNIT")
                .option("--context", "CONTEXT")
                .flag("--delegable")
                .option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        @Nullable String named = invocation.parameter(0);
        String action = named == null ? "list" : named;
        if (PermissionLists.NAMES.contains(action)) {
            return list(invocation, action);
        }
        if (PermissionGrants.NAMES.contains(action)) {
            return grant(invocation, action);
        }
        if (REVOCATIONS.contains(action)) {
            return revoke(invocation, action);
        }
        String actions = Stream.of(PermissionLists.NAMES, PermissionGrants.NAMES, REVOCATIONS)
                .flatMap(List::stream)
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        throw new Failure(ExitCode.USAGE, invocation.words().get("no.choice", "ACTION", actions));
    }

    private static ExitCode list(Invocation invocation, String name) {
        try (Connection connection = Connection.open(invocation);
                Stream<Fields> rows =
                        PermissionLists.named(name, connection.company().permissions())) {
            invocation.output().results(PermissionLists.COLUMNS, rows);
            return ExitCode.OK;
        }
    }

    private static ExitCode grant(Invocation invocation, String action) {
        Duration patience = invocation.duration("--patience", PATIENCE);
        try (Connection connection = Connection.open(invocation)) {
            var grant = new PermissionGrants(invocation, connection.company().permissions()).of(action);
            return told(invocation, grant.await(patience));
        }
    }

    private static ExitCode revoke(Invocation invocation, String action) {
        PermissionId id = References.permission(invocation.given(1), invocation.words());
        Duration patience = invocation.duration("--patience", PATIENCE);
        try (Connection connection = Connection.open(invocation)) {
            Permissions permissions = connection.company().permissions();
            PermissionOperation operation =
                    action.equals("revoke") ? permissions.revoke(id) : permissions.revokeAuthorization(id);
            operation.await(patience);
            return told(invocation, operation);
        }
    }

    private static ExitCode told(Invocation invocation, PermissionOperation operation) {
        invocation
                .output()
                .result(Fields.of("operation", operation.referenceNumber()).and("done", true));
        return ExitCode.OK;
    }
}
