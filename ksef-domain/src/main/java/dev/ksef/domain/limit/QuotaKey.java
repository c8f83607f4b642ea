package dev.ksef.domain.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import org.jspecify.annotations.Nullable;

/**
 * Names a quota: KSeF counts calls by these four together.
 *
 * @param context null for public calls, which are counted for the process
 * @param group null for all calls of an environment together
 * @param operation for {@link RateLimitGroup#OTHER} only
 */
record QuotaKey(
        String environment,
        @Nullable ContextIdentifier context,
        @Nullable RateLimitGroup group,
        @Nullable String operation) {

    static QuotaKey of(LimitedCall call) {
        if (call.context() == null || call.group() == RateLimitGroup.PUBLIC) {
            return publicCalls(call.environment());
        }
        String operation = call.group() == RateLimitGroup.OTHER ? call.operation() : null;
        return new QuotaKey(call.environment(), call.context(), call.group(), operation);
    }

    static QuotaKey publicCalls(String environment) {
        return new QuotaKey(environment, null, RateLimitGroup.PUBLIC, null);
    }

    static QuotaKey allCalls(String environment) {
        return new QuotaKey(environment, null, null, null);
    }

    /** Returns the key of its limit: the operations of OTHER have one limit in common. */
    QuotaKey forLimit() {
        return operation == null ? this : new QuotaKey(environment, context, group, null);
    }
}
