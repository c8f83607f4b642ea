package dev.ksef.model.testdata;

import java.util.Objects;

/**
 * A right to be given on TEST.
 *
 * @param description 5 to 256 characters
 */
public record TestPermission(TestPermissionType permissionType, String description) {

    /**
     * @throws IllegalArgumentException if the description has not 5 to 256 characters
     */
    public TestPermission {
        Objects.requireNonNull(permissionType, "permissionType");
        TestDescription.require(description, "a right");
    }

    /**
     * Returns a right.
     *
     * @throws IllegalArgumentException if the description has not 5 to 256 characters
     */
    public static TestPermission of(TestPermissionType type, String description) {
        return new TestPermission(type, description);
    }
}
