package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.operation.RateLimitGroup;
import org.jspecify.annotations.Nullable;

/**
 * A call, as rate limits count it.
 *
 * @param environment the name of the environment
 * @param context the context that it acts for; null for calls that carry no bearer
 * @param group the group whose quota it counts against
 * @param operation method and path template
 */
public record LimitedCall(
        String environment, @Nullable ContextIdentifier context, RateLimitGroup group, String operation) {}
