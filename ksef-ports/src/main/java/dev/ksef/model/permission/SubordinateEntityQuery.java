package dev.ksef.model.permission;

import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Selects entities that are subordinate to the current context.
 *
 * <p>Source: schema {@code SubordinateEntityRolesQueryRequest} of API 2.8.
 *
 * @param subordinateEntityIdentifier the entity; null for all
 */
public record SubordinateEntityQuery(@Nullable EntityIdentifier subordinateEntityIdentifier) {

    /** Selects all subordinate entities. */
    public static final SubordinateEntityQuery ALL = new SubordinateEntityQuery(null);

    /**
     * @throws IllegalArgumentException if the identifier has an unknown type or another form
     */
    public SubordinateEntityQuery {
        if (subordinateEntityIdentifier != null) {
            TypedIdentifier.sendable(subordinateEntityIdentifier, "identifier of the subordinate entity");
        }
    }

    /** Returns a query that selects this entity. */
    public static SubordinateEntityQuery of(EntityIdentifier entity) {
        return new SubordinateEntityQuery(entity);
    }
}
