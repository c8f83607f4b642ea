package dev.ksef.model.grant;

import dev.ksef.model.internal.TextCheck;

/**
 * The name of an entity that rights are granted to.
 *
 * @param fullName 5 to 90 characters
 */
public record EntityDetails(String fullName) {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 90;

    /**
     * @throws IllegalArgumentException if the name is shorter or longer
     */
    public EntityDetails {
        TextCheck.sized(fullName, SHORTEST, LONGEST, "The name of an entity");
    }

    /**
     * Returns the details of the entity with this name.
     *
     * @throws IllegalArgumentException if it is not 5 to 90 characters
     */
    public static EntityDetails of(String fullName) {
        return new EntityDetails(fullName);
    }
}
