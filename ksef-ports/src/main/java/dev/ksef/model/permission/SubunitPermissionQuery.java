package dev.ksef.model.permission;

import dev.ksef.model.subject.TypedIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Selects rights of administrators of subordinate units.
 *
 * <p>Source: schema {@code SubunitPermissionsQueryRequest} of API 2.8.
 *
 * @param subunitIdentifier the unit; null for all
 */
public record SubunitPermissionQuery(@Nullable UnitIdentifier subunitIdentifier) {

    /** Selects the administrators of all units. */
    public static final SubunitPermissionQuery ALL = new SubunitPermissionQuery(null);

    /**
     * @throws IllegalArgumentException if the identifier has an unknown type or another form
     */
    public SubunitPermissionQuery {
        if (subunitIdentifier != null) {
            TypedIdentifier.sendable(subunitIdentifier, "identifier of the unit");
        }
    }

    /** Returns a query that selects the administrators of this unit. */
    public static SubunitPermissionQuery of(UnitIdentifier unit) {
        return new SubunitPermissionQuery(unit);
    }
}
