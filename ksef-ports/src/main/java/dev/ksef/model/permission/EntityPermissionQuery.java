package dev.ksef.model.permission;

import dev.ksef.model.subject.TypedIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Selects rights that other entities granted to the current context.
 *
 * <p>Source: schema {@code EntityPermissionsQueryRequest} of API 2.8.
 *
 * @param contextIdentifier who granted them; null for all
 */
public record EntityPermissionQuery(@Nullable UnitIdentifier contextIdentifier) {

    /** Selects the rights that anybody granted. */
    public static final EntityPermissionQuery ALL = new EntityPermissionQuery(null);

    /**
     * @throws IllegalArgumentException if the identifier has an unknown type or another form
     */
    public EntityPermissionQuery {
        if (contextIdentifier != null) {
            TypedIdentifier.sendable(contextIdentifier, "identifier of the context");
        }
    }

    /** Returns a query that selects the rights that this client granted. */
    public static EntityPermissionQuery from(UnitIdentifier client) {
        return new EntityPermissionQuery(client);
    }
}
