package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of subordinate entities, the latest first. */
public record SubordinateEntityRolesPage(
        List<SubordinateEntityRole> roles, @Nullable Boolean hasMore) implements OffsetPage<SubordinateEntityRole> {

    public SubordinateEntityRolesPage {
        roles = ReceivedCollections.rows(roles, "roles");
    }

    @Override
    public List<SubordinateEntityRole> items() {
        return roles;
    }
}
