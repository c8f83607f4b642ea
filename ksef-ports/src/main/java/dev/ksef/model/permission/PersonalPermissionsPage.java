package dev.ksef.model.permission;

import dev.ksef.model.OffsetPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the rights of the signed-in subject, the latest first. */
public record PersonalPermissionsPage(
        List<PersonalPermission> permissions, @Nullable Boolean hasMore) implements OffsetPage<PersonalPermission> {

    public PersonalPermissionsPage {
        permissions = ReceivedCollections.rows(permissions, "permissions");
    }

    @Override
    public List<PersonalPermission> items() {
        return permissions;
    }
}
