package dev.ksef.cli.command;

import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.permission.Authorization;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.EntityPermissionQuery;
import dev.ksef.model.permission.EntityRole;
import dev.ksef.model.permission.EuEntityPermission;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.permission.ReceivedEntityPermission;
import dev.ksef.model.permission.SubordinateEntityQuery;
import dev.ksef.model.permission.SubordinateEntityRole;
import dev.ksef.model.permission.SubunitPermission;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists of rights that KSeF keeps, each row with the same names. */
final class PermissionLists {

    /** What people see of a row. */
    static final List<String> COLUMNS =
            List.of("permission", "right", "state", "identifierType", "identifier", "description", "since");

    /** The names of the lists, as they are typed. */
    static final List<String> NAMES = List.of(
            "list",
            "granted",
            "mine",
            "received",
            "authorizations",
            "authorized-by",
            "units",
            "eu",
            "subordinates",
            "roles");

    private PermissionLists() {}

    /** Returns the rows of a list. */
    static Stream<Fields> named(String name, Permissions permissions) {
        return switch (name) {
            case "list" -> permissions.stream(PersonPermissionQuery.IN_CONTEXT).map(PermissionLists::fields);
            case "granted" -> permissions.stream(PersonPermissionQuery.GRANTED).map(PermissionLists::fields);
            case "mine" -> permissions.stream(PersonalPermissionQuery.ALL).map(PermissionLists::fields);
            case "received" -> permissions.stream(EntityPermissionQuery.ALL).map(PermissionLists::fields);
            case "authorizations" ->
                permissions.stream(AuthorizationQuery.GRANTED).map(PermissionLists::granted);
            case "authorized-by" ->
                permissions.stream(AuthorizationQuery.RECEIVED).map(PermissionLists::received);
            case "units" -> permissions.stream(SubunitPermissionQuery.ALL).map(PermissionLists::fields);
            case "eu" -> permissions.stream(EuEntityPermissionQuery.ALL).map(PermissionLists::fields);
            case "subordinates" ->
                permissions.stream(SubordinateEntityQuery.ALL).map(PermissionLists::fields);
            case "roles" -> permissions.roles().map(PermissionLists::fields);
            default -> throw new IllegalStateException("There is no list " + name);
        };
    }

    private static Fields fields(PersonPermission right) {
        return row(right.id(), right.permissionScope(), right.authorizedIdentifier(), right.description())
                .and("state", right.permissionState())
                .and("context", right.contextIdentifier())
                .and("delegable", right.canDelegate())
                .and("since", right.startDate());
    }

    private static Fields fields(PersonalPermission right) {
        return row(right.id(), right.permissionScope(), right.authorizedIdentifier(), right.description())
                .and("state", right.permissionState())
                .and("delegable", right.canDelegate())
                .and("since", right.startDate());
    }

    private static Fields fields(ReceivedEntityPermission right) {
        return row(right.id(), right.permissionScope(), right.contextIdentifier(), right.description())
                .and("delegable", right.canDelegate())
                .and("since", right.startDate());
    }

    private static Fields granted(Authorization right) {
        return row(right.id(), right.authorizationScope(), right.authorizedEntityIdentifier(), right.description())
                .and("since", right.startDate());
    }

    private static Fields received(Authorization right) {
        return row(right.id(), right.authorizationScope(), right.authorizingEntityIdentifier(), right.description())
                .and("since", right.startDate());
    }

    private static Fields fields(SubunitPermission right) {
        return row(right.id(), right.permissionScope(), right.authorizedIdentifier(), right.description())
                .and("unit", right.subunitIdentifier())
                .and("unitName", right.subunitName())
                .and("since", right.startDate());
    }

    private static Fields fields(EuEntityPermission right) {
        return row(right.id(), right.permissionScope(), null, right.description())
                .and(
                        "identifierType",
                        right.authorizedFingerprintIdentifier() == null
                                ? null
                                : SubjectIdentifier.Type.FINGERPRINT.value())
                .and("identifier", right.authorizedFingerprintIdentifier())
                .and("context", right.vatUeIdentifier())
                .and("entity", right.euEntityName())
                .and("since", right.startDate());
    }

    private static Fields fields(SubordinateEntityRole role) {
        return row(null, role.role(), role.subordinateEntityIdentifier(), role.description())
                .and("since", role.startDate());
    }

    private static Fields fields(EntityRole role) {
        return row(null, role.role(), role.parentEntityIdentifier(), role.description())
                .and("since", role.startDate());
    }

    private static Fields row(
            @Nullable PermissionId id,
            @Nullable OpenEnum<?> right,
            @Nullable TypedIdentifier who,
            @Nullable String description) {
        return Fields.of("permission", id)
                .and("right", right)
                .and("identifierType", type(who))
                .and("identifier", who == null ? null : who.value())
                .and("description", description);
    }

    private static @Nullable OpenEnum<?> type(@Nullable TypedIdentifier who) {
        if (who instanceof SubjectIdentifier subject) {
            return subject.type();
        }
        if (who instanceof UnitIdentifier unit) {
            return unit.type();
        }
        if (who instanceof AuthorizedEntityIdentifier authorized) {
            return authorized.type();
        }
        return who instanceof EntityIdentifier entity ? entity.type() : null;
    }
}
