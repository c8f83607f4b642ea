package dev.ksef.model.subject;

import dev.ksef.model.internal.TextCheck;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Name and address of an EU entity.
 *
 * @param fullName at most 100 characters
 * @param address at most 512 characters
 */
public record EuEntityDetails(
        @Nullable String fullName, @Nullable String address) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 512;

    /**
     * Returns the details after checking them.
     *
     * @throws IllegalArgumentException if the name is not 1 to 100 characters, or the address not 1 to 512
     */
    public static EuEntityDetails of(String fullName, String address) {
        return new EuEntityDetails(fullName, address).sendable();
    }

    /**
     * Returns the details if they can be sent.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public EuEntityDetails sendable() {
        TextCheck.sized(Objects.requireNonNullElse(fullName, ""), 1, LONGEST_NAME, "The name of an EU entity");
        TextCheck.sized(Objects.requireNonNullElse(address, ""), 1, LONGEST_ADDRESS, "The address of an EU entity");
        return this;
    }
}
