package dev.ksef.model.grant;

import dev.ksef.model.internal.TextCheck;

/**
 * The name of a person that rights are granted to.
 *
 * @param firstName 2 to 30 characters
 * @param lastName 2 to 81 characters
 */
public record PersonDetails(String firstName, String lastName) {

    private static final int SHORTEST = 2;
    private static final int LONGEST_FIRST = 30;
    private static final int LONGEST_LAST = 81;

    /**
     * @throws IllegalArgumentException if a name is shorter or longer
     */
    public PersonDetails {
        TextCheck.sized(firstName, SHORTEST, LONGEST_FIRST, "The first name of a person");
        TextCheck.sized(lastName, SHORTEST, LONGEST_LAST, "The last name of a person");
    }

    /**
     * Returns the person with this name.
     *
     * @throws IllegalArgumentException if the first name is not 2 to 30 characters, or the last name not 2 to 81
     */
    public static PersonDetails of(String firstName, String lastName) {
        return new PersonDetails(firstName, lastName);
    }

    /** Does not show the name. */
    @Override
    public String toString() {
        return "PersonDetails[redacted]";
    }
}
