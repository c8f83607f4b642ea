package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.subject.UnitIdentifier;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A right to handle invoices of another entity, which that entity granted to the current context.
 *
 * <p>Source: schema {@code EntityPermissionItem} of API 2.8.
 *
 * @param contextIdentifier who granted it
 * @param canDelegate whether it may be passed on
 */
public record ReceivedEntityPermission(
        PermissionId id,
        @Nullable UnitIdentifier contextIdentifier,
        @Nullable OpenEnum<EntityPermissionType> permissionScope,
        @Nullable String description,
        @Nullable OffsetDateTime startDate,
        @Nullable Boolean canDelegate) {

    public ReceivedEntityPermission {
        Objects.requireNonNull(id, "id");
    }
}
