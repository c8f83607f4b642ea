package dev.ksef.model.permission;

import dev.ksef.model.TextValue;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.subject.AuthorIdentifier;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selects rights of persons. A right must meet all conditions; null, or an empty list, means no condition.
 *
 * <p>Source: schema {@code PersonPermissionsQueryRequest} of API 2.8.
 *
 * @param authorIdentifier who granted the rights
 * @param authorizedIdentifier who has them
 * @param contextIdentifier where they hold, for administrators of subordinate units
 * @param targetIdentifier the client that indirect rights concern
 */
public record PersonPermissionQuery(
        @Nullable AuthorIdentifier authorIdentifier,
        @Nullable SubjectIdentifier authorizedIdentifier,
        @Nullable UnitIdentifier contextIdentifier,
        @Nullable TargetIdentifier targetIdentifier,
        List<PersonPermissionType> permissionTypes,
        @Nullable PermissionState permissionState,
        Type queryType) {

    /**
     * Selects the rights that hold in the current context, whoever granted them. Of indirect ones only those that this context
     * granted.
     */
    public static final PersonPermissionQuery IN_CONTEXT = all(Type.PERMISSIONS_IN_CURRENT_CONTEXT);

    /**
     * Selects the rights that the signed-in subject granted in the current context: to work in it, in subordinate units, or for
     * its clients.
     */
    public static final PersonPermissionQuery GRANTED = all(Type.PERMISSIONS_GRANTED_IN_CURRENT_CONTEXT);

    /**
     * @throws IllegalArgumentException if an identifier has an unknown type or another form
     */
    public PersonPermissionQuery {
        check(authorIdentifier, "identifier of the author");
        check(authorizedIdentifier, "identifier of the authorized subject");
        check(contextIdentifier, "identifier of the context");
        check(targetIdentifier, "identifier of the client");
        permissionTypes = List.copyOf(permissionTypes);
        Objects.requireNonNull(queryType, "queryType");
    }

    private static void check(@Nullable TypedIdentifier identifier, String role) {
        if (identifier != null) {
            TypedIdentifier.sendable(identifier, role);
        }
    }

    private static PersonPermissionQuery all(Type type) {
        return new PersonPermissionQuery(null, null, null, null, List.of(), null, type);
    }

    /** Returns a copy that selects only rights that this author granted. */
    public PersonPermissionQuery by(AuthorIdentifier author) {
        return new PersonPermissionQuery(
                author,
                authorizedIdentifier,
                contextIdentifier,
                targetIdentifier,
                permissionTypes,
                permissionState,
                queryType);
    }

    /** Returns a copy that selects only rights of this subject. */
    public PersonPermissionQuery of(SubjectIdentifier subject) {
        return new PersonPermissionQuery(
                authorIdentifier,
                subject,
                contextIdentifier,
                targetIdentifier,
                permissionTypes,
                permissionState,
                queryType);
    }

    /** Returns a copy that selects only rights that hold in this unit. */
    public PersonPermissionQuery in(UnitIdentifier unit) {
        return new PersonPermissionQuery(
                authorIdentifier,
                authorizedIdentifier,
                unit,
                targetIdentifier,
                permissionTypes,
                permissionState,
                queryType);
    }

    /** Returns a copy that selects only indirect rights for this client. */
    public PersonPermissionQuery forClient(TargetIdentifier client) {
        return new PersonPermissionQuery(
                authorIdentifier,
                authorizedIdentifier,
                contextIdentifier,
                client,
                permissionTypes,
                permissionState,
                queryType);
    }

    /** Returns a copy that selects only these rights. */
    public PersonPermissionQuery of(PersonPermissionType... types) {
        return new PersonPermissionQuery(
                authorIdentifier,
                authorizedIdentifier,
                contextIdentifier,
                targetIdentifier,
                List.of(types),
                permissionState,
                queryType);
    }

    /** Returns a copy that selects only rights in this state. */
    public PersonPermissionQuery in(PermissionState state) {
        return new PersonPermissionQuery(
                authorIdentifier,
                authorizedIdentifier,
                contextIdentifier,
                targetIdentifier,
                permissionTypes,
                state,
                queryType);
    }

    /** Which of two lists is asked for. */
    public enum Type implements TextValue {
        PERMISSIONS_IN_CURRENT_CONTEXT("PermissionsInCurrentContext"),
        PERMISSIONS_GRANTED_IN_CURRENT_CONTEXT("PermissionsGrantedInCurrentContext");

        private final String value;

        Type(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
