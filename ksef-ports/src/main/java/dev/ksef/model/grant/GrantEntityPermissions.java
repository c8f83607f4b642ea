package dev.ksef.model.grant;

import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A grant to an entity, such as an accounting office, that handles invoices of the current context.
 *
 * <p>Source: schema {@code EntityPermissionsGrantRequest} of API 2.8.
 *
 * @param permissions each type once
 * @param description 5 to 256 characters
 */
public record GrantEntityPermissions(
        EntityIdentifier subjectIdentifier,
        List<EntityPermission> permissions,
        String description,
        EntityDetails subjectDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: no right or one twice, a description that is too short or
     *     too long
     */
    public GrantEntityPermissions {
        TypedIdentifier.sendable(subjectIdentifier, "identifier of the entity");
        permissions = List.copyOf(permissions);
        GrantRules.rights(permissions.stream().map(EntityPermission::type).toList());
        GrantRules.description(description);
        Objects.requireNonNull(subjectDetails, "subjectDetails");
    }

    /**
     * Returns a grant.
     *
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantEntityPermissions of(
            EntityIdentifier subject, EntityDetails details, Collection<EntityPermission> rights, String description) {
        return new GrantEntityPermissions(subject, List.copyOf(rights), description, details);
    }
}
