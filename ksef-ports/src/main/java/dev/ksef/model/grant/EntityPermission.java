package dev.ksef.model.grant;

import java.util.Objects;

/**
 * A right for an entity.
 *
 * @param canDelegate whether the entity may pass it on to persons, by an indirect grant
 */
public record EntityPermission(EntityPermissionType type, boolean canDelegate) {

    public EntityPermission {
        Objects.requireNonNull(type, "type");
    }

    /** Returns the right for the entity alone. */
    public static EntityPermission of(EntityPermissionType type) {
        return new EntityPermission(type, false);
    }

    /** Returns the right with leave to pass it on. */
    public static EntityPermission delegable(EntityPermissionType type) {
        return new EntityPermission(type, true);
    }
}
