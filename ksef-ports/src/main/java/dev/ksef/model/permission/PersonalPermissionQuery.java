package dev.ksef.model.permission;

import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects rights of the signed-in subject. A right must meet all conditions; null, or an empty list, means no condition.
 *
 * <p>Source: schema {@code PersonalPermissionsQueryRequest} of API 2.8.
 *
 * @param contextIdentifier who granted rights to handle their invoices
 * @param targetIdentifier the client that indirect rights concern
 */
public record PersonalPermissionQuery(
        @Nullable UnitIdentifier contextIdentifier,
        @Nullable TargetIdentifier targetIdentifier,
        List<PersonalPermissionType> permissionTypes,
        @Nullable PermissionState permissionState) {

    /** Selects all rights of the signed-in subject. */
    public static final PersonalPermissionQuery ALL = new PersonalPermissionQuery(null, null, List.of(), null);

    /**
     * @throws IllegalArgumentException if an identifier has an unknown type or another form
     */
    public PersonalPermissionQuery {
        if (contextIdentifier != null) {
            TypedIdentifier.sendable(contextIdentifier, "identifier of the context");
        }
        if (targetIdentifier != null) {
            TypedIdentifier.sendable(targetIdentifier, "identifier of the client");
        }
        permissionTypes = List.copyOf(permissionTypes);
    }

    /** Returns a copy that selects only rights that this context granted. */
    public PersonalPermissionQuery from(UnitIdentifier context) {
        return new PersonalPermissionQuery(context, targetIdentifier, permissionTypes, permissionState);
    }

    /** Returns a copy that selects only indirect rights for this client. */
    public PersonalPermissionQuery forClient(TargetIdentifier client) {
        return new PersonalPermissionQuery(contextIdentifier, client, permissionTypes, permissionState);
    }

    /** Returns a copy that selects only these rights. */
    public PersonalPermissionQuery of(PersonalPermissionType... types) {
        return new PersonalPermissionQuery(contextIdentifier, targetIdentifier, List.of(types), permissionState);
    }

    /** Returns a copy that selects only rights in this state. */
    public PersonalPermissionQuery in(PermissionState state) {
        return new PersonalPermissionQuery(contextIdentifier, targetIdentifier, permissionTypes, state);
    }
}
