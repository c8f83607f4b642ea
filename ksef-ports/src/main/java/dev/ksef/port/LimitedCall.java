package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.operation.RateLimitGroup;
import org.jspecify.annotations.Nullable;

/**
 * What KSeF counts a call by.
 *
 * @param environment the name of the environment
 * @param context whom it acts for; null for calls that carry no bearer
 * @param group whose quota it counts against
 * @param operation method and path template
 */
public record LimitedCall(
        String environment, @Nullable ContextIdentifier context, RateLimitGroup group, String operation) {}
