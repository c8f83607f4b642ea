package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.permission.EntityGrant;
import dev.ksef.domain.permission.PermissionOperation;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.subject.SubjectIdentifier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists rights, grants an entity access to invoices, and revokes rights. */
public final class PermissionCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> COLUMNS =
            List.of("permission", "right", "state", "identifierType", "identifier", "description", "since");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .optionalParameter("ACTION")
                .optionalParameter("WHAT")
                .option("--rights", "LIST")
                .option("--name", "NAME")
                .option("--description", "TEXT")
                .flag("--delegable")
                .option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        @Nullable String action = invocation.parameter(0);
        return switch (action == null ? "list" : action) {
            case "list" -> list(invocation);
            case "mine" -> mine(invocation);
            case "grant-entity" -> grant(invocation);
            case "revoke" -> revoke(invocation);
            default ->
                throw new Failure(
                        ExitCode.USAGE,
                        invocation.words().get("no.choice", "ACTION", "list, mine, grant-entity, revoke"));
        };
    }

    private static ExitCode list(Invocation invocation) {
        try (Connection connection = Connection.open(invocation);
                var rights = connection.company().permissions().stream(PersonPermissionQuery.IN_CONTEXT)) {
            invocation.output().results(COLUMNS, rights.map(PermissionCommand::fields));
            return ExitCode.OK;
        }
    }

    private static ExitCode mine(Invocation invocation) {
        try (Connection connection = Connection.open(invocation);
                var rights = connection.company().permissions().stream(PersonalPermissionQuery.ALL)) {
            invocation.output().results(COLUMNS, rights.map(PermissionCommand::fields));
            return ExitCode.OK;
        }
    }

    private static Fields fields(PersonPermission right) {
        return fields(right.id(), right.authorizedIdentifier())
                .and("right", right.permissionScope())
                .and("state", right.permissionState())
                .and("description", right.description())
                .and("delegable", right.canDelegate())
                .and("since", right.startDate());
    }

    private static Fields fields(PersonalPermission right) {
        return fields(right.id(), right.authorizedIdentifier())
                .and("right", right.permissionScope())
                .and("state", right.permissionState())
                .and("description", right.description())
                .and("delegable", right.canDelegate())
                .and("since", right.startDate());
    }

    private static Fields fields(@Nullable PermissionId id, @Nullable SubjectIdentifier who) {
        return Fields.of("permission", id)
                .and("identifierType", who == null ? null : who.type())
                .and("identifier", who == null ? null : who.value());
    }

    private static ExitCode grant(Invocation invocation) {
        var nip = References.nip(invocation.given(1), invocation.words());
        String name = invocation.required("--name");
        String description = invocation.required("--description");
        List<EntityPermissionType> rights = invocation.choices("--rights", EntityPermissionType.class);
        try (Connection connection = Connection.open(invocation)) {
            EntityGrant grant = grant(connection.company().permissions(), rights, invocation.has("--delegable"));
            PermissionOperation operation = grant.to(nip)
                    .named(name)
                    .describedAs(description)
                    .await(invocation.duration("--patience", PATIENCE));
            return told(invocation, operation);
        }
    }

    private static EntityGrant grant(Permissions permissions, List<EntityPermissionType> rights, boolean delegable) {
        EntityGrant grant =
                delegable ? permissions.grantEntityDelegable(rights.get(0)) : permissions.grantEntity(rights.get(0));
        for (EntityPermissionType right : rights.subList(1, rights.size())) {
            grant = delegable ? grant.andDelegable(right) : grant.and(right);
        }
        return grant;
    }

    private static ExitCode revoke(Invocation invocation) {
        PermissionId id = References.permission(invocation.given(1), invocation.words());
        try (Connection connection = Connection.open(invocation)) {
            PermissionOperation operation = connection.company().permissions().revoke(id);
            operation.await(invocation.duration("--patience", PATIENCE));
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
