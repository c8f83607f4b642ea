package dev.ksef.model.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conditions for each use of the access tokens of a sign-in.
 *
 * @param allowedIps the addresses from which they may be used
 */
public record AuthorizationPolicy(AllowedIps allowedIps) {

    public AuthorizationPolicy {
        Objects.requireNonNull(allowedIps, "allowedIps");
    }

    /** Returns the policy for these addresses; null if all are allowed, since no policy is needed then. */
    public static @Nullable AuthorizationPolicy of(AllowedIps allowedIps) {
        return allowedIps.isAny() ? null : new AuthorizationPolicy(allowedIps);
    }
}
