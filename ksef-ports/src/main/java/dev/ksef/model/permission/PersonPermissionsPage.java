package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of rights of persons, the latest first. */
public record PersonPermissionsPage(
        List<PersonPermission> permissions, @Nullable Boolean hasMore) implements OffsetPage<PersonPermission> {

    public PersonPermissionsPage {
        permissions = ReceivedCollections.rows(permissions, "permissions");
    }

    @Override
    public List<PersonPermission> items() {
        return permissions;
    }
}
