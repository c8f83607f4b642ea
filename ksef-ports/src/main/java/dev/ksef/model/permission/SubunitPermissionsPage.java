package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of rights of administrators of subordinate units, the latest first. */
public record SubunitPermissionsPage(
        List<SubunitPermission> permissions, @Nullable Boolean hasMore) implements OffsetPage<SubunitPermission> {

    public SubunitPermissionsPage {
        permissions = ReceivedCollections.rows(permissions, "permissions");
    }

    @Override
    public List<SubunitPermission> items() {
        return permissions;
    }
}
