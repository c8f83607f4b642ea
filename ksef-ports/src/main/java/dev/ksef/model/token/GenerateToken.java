package dev.ksef.model.token;

import dev.ksef.model.internal.TextCheck;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * A request for a new KSeF token. Source: {@code GenerateTokenRequest} of API 2.8.
 *
 * @param permissions at least one, each once; they cannot be changed later
 * @param description 5 to 256 characters
 */
public record GenerateToken(List<TokenPermission> permissions, String description) {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 256;

    /**
     * @throws IllegalArgumentException if there is no permission, or the description is too short or too long
     */
    public GenerateToken {
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("A KSeF token needs a permission: without one it can do nothing");
        }
        permissions = List.copyOf(EnumSet.copyOf(permissions));
        TextCheck.sized(description, SHORTEST, LONGEST, "The description of a KSeF token");
    }

    /**
     * Returns a request for a token with these permissions.
     *
     * @throws IllegalArgumentException if there is no permission, or the description has not 5 to 256 characters
     */
    public static GenerateToken of(String description, Collection<TokenPermission> permissions) {
        return new GenerateToken(List.copyOf(permissions), description);
    }
}
