package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of rights for EU entities, the latest first. */
public record EuEntityPermissionsPage(
        List<EuEntityPermission> permissions, @Nullable Boolean hasMore) implements OffsetPage<EuEntityPermission> {

    public EuEntityPermissionsPage {
        permissions = ReceivedCollections.rows(permissions, "permissions");
    }

    @Override
    public List<EuEntityPermission> items() {
        return permissions;
    }
}
