package dev.ksef.domain.permission;

import dev.ksef.model.Nip;
import dev.ksef.model.grant.EntityDetails;
import dev.ksef.model.grant.EntityPermission;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.subject.EntityIdentifier;
import java.util.List;
import java.util.stream.Stream;

/** A grant to another entity, which lacks the entity and may lack further rights. */
public final class EntityGrant {

    private final List<EntityPermission> rights;
    private final Form form;

    EntityGrant(List<EntityPermission> rights, Form form) {
        this.rights = rights;
        this.form = form;
    }

    /** Makes a grant of rights. */
    @FunctionalInterface
    interface Form {
        GrantForm<EntityIdentifier, EntityDetails> of(List<EntityPermission> rights);
    }

    /** Adds a right that the entity may use, but not pass on. */
    public EntityGrant and(EntityPermissionType right) {
        return with(EntityPermission.of(right));
    }

    /** Adds a right that the entity may also pass on to persons, by an indirect grant. */
    public EntityGrant andDelegable(EntityPermissionType right) {
        return with(EntityPermission.delegable(right));
    }

    private EntityGrant with(EntityPermission right) {
        return new EntityGrant(Stream.concat(rights.stream(), Stream.of(right)).toList(), form);
    }

    /**
     * Grants to the entity with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public EntityNaming to(Nip nip) {
        EntityIdentifier subject = EntityIdentifier.of(nip);
        return new EntityNaming(details -> form.of(rights).of(subject, details));
    }
}
