package dev.ksef.port.ledger;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import org.jspecify.annotations.Nullable;

/**
 * Names a quota: KSeF counts calls by these four together.
 *
 * @param environment the name of the environment
 * @param context null for public calls, which are counted for the process or, with a ledger, for all that share it
 * @param group null for all calls of an environment together
 * @param operation method and path template, for {@link RateLimitGroup#OTHER} only
 */
public record QuotaKey(
        String environment,
        @Nullable ContextIdentifier context,
        @Nullable RateLimitGroup group,
        @Nullable String operation) {

    /** Returns the quota that a call counts against. */
    public static QuotaKey of(LimitedCall call) {
        if (call.context() == null || call.group() == RateLimitGroup.PUBLIC) {
            return publicCalls(call.environment());
        }
        String operation = call.group() == RateLimitGroup.OTHER ? call.operation() : null;
        return new QuotaKey(call.environment(), call.context(), call.group(), operation);
    }

    /** Returns the quota of all public calls of an environment. */
    public static QuotaKey publicCalls(String environment) {
        return new QuotaKey(environment, null, RateLimitGroup.PUBLIC, null);
    }

    /** Returns the quota that all calls of an environment count against, on top of their own. */
    public static QuotaKey allCalls(String environment) {
        return new QuotaKey(environment, null, null, null);
    }

    /** Returns the key of its limit: the operations of OTHER have one limit in common. */
    public QuotaKey forLimit() {
        return operation == null ? this : new QuotaKey(environment, context, group, null);
    }
}
