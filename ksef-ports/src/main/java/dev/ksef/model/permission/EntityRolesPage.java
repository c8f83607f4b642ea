package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the roles of a context, the latest first. */
public record EntityRolesPage(
        List<EntityRole> roles, @Nullable Boolean hasMore) implements OffsetPage<EntityRole> {

    public EntityRolesPage {
        roles = ReceivedCollections.rows(roles, "roles");
    }

    @Override
    public List<EntityRole> items() {
        return roles;
    }
}
