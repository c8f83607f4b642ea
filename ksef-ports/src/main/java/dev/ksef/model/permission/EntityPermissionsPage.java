package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of rights that other entities granted to the context, the latest first. */
public record EntityPermissionsPage(
        List<ReceivedEntityPermission> permissions,
        @Nullable Boolean hasMore) implements OffsetPage<ReceivedEntityPermission> {

    public EntityPermissionsPage {
        permissions = ReceivedCollections.rows(permissions, "permissions");
    }

    @Override
    public List<ReceivedEntityPermission> items() {
        return permissions;
    }
}
