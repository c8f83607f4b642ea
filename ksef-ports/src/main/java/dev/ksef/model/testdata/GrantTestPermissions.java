package dev.ksef.model.testdata;

import dev.ksef.model.Nip;
import java.util.List;
import java.util.Objects;

/**
 * A request to TEST to give rights. Source: {@code TestDataPermissionsGrantRequest} of API 2.8.
 *
 * @param contextIdentifier the taxpayer whose rights they are
 * @param authorizedIdentifier who gets them
 * @param permissions at least one
 */
public record GrantTestPermissions(
        Nip contextIdentifier, TestSubject authorizedIdentifier, List<TestPermission> permissions) {

    /**
     * @throws IllegalArgumentException if the NIP is not valid, or there is no right
     */
    public GrantTestPermissions {
        Nip.of(contextIdentifier.value());
        Objects.requireNonNull(authorizedIdentifier, "authorizedIdentifier");
        permissions = List.copyOf(permissions);
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("There is no right to be given");
        }
    }

    /**
     * Returns a request to give rights in the context of a taxpayer.
     *
     * @throws IllegalArgumentException if the NIP is not valid, or there is no right
     */
    public static GrantTestPermissions of(Nip context, TestSubject authorized, TestPermission... permissions) {
        return new GrantTestPermissions(context, authorized, List.of(permissions));
    }
}
