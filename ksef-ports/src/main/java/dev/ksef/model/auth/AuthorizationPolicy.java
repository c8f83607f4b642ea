package dev.ksef.model.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each use of the access tokens of a sign-in is asked.
 *
 * @param allowedIps from where they may be used
 */
public record AuthorizationPolicy(AllowedIps allowedIps) {

    public AuthorizationPolicy {
        Objects.requireNonNull(allowedIps, "allowedIps");
    }

    /** Returns the policy that says so; null where all addresses are allowed, since then there is nothing to say. */
    public static @Nullable AuthorizationPolicy of(AllowedIps allowedIps) {
        return allowedIps.isAny() ? null : new AuthorizationPolicy(allowedIps);
    }
}
