package dev.ksef.domain.limit;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.Transport;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.operation.RateLimitGroup;
import java.time.Instant;

/**
 * How often one context may call, and when its next calls can leave: so a program can take another way, such as a batch
 * instead of a thousand single sends.
 */
public final class RateLimits {

    private final BoundTransport transport;
    private final RateLimiter limiter;
    private final String environment;

    /**
     * Makes them from their ports.
     *
     * @param scope whom calls act for, and how long each may take
     * @param limiter the one that the transport's calls are held back by
     * @param environment the name by which that limiter knows it
     */
    public RateLimits(Transport transport, CallScope scope, RateLimiter limiter, String environment) {
        this.transport = new BoundTransport(transport, scope);
        this.limiter = limiter;
        this.environment = environment;
    }

    /** Asks KSeF for the limits of this context. From now on its calls are counted by them. */
    public EffectiveApiRateLimits refresh() {
        EffectiveApiRateLimits limits = transport.open(LimitApi.class).rateLimits();
        var context = transport.scope().context();
        if (context != null) {
            limiter.limit(environment, context, limits);
        }
        return limits;
    }

    /**
     * Ends the blocks that KSeF has put on this context and on public calls, for those who know better, for example by KSeF's
     * support. A call that is blocked all the same is answered with 429 again, and makes KSeF's block longer.
     */
    public void forgive() {
        var context = transport.scope().context();
        if (context != null) {
            limiter.forgive(environment, context);
        }
    }

    /**
     * When so many calls of a group will have left, if they are made as fast as possible from now on, after those that
     * wait already.
     *
     * @param calls at least 1
     * @throws IllegalArgumentException if the group is {@link RateLimitGroup#OTHER}, whose operations are counted one by
     *     one
     */
    public Instant whenFor(RateLimitGroup group, int calls) {
        if (group == RateLimitGroup.OTHER) {
            throw new IllegalArgumentException("KSeF counts each operation of OTHER by itself: name it, for example"
                    + " whenFor(\"GET /limits/context\", " + calls + ")");
        }
        return whenFor(group, group.name(), calls);
    }

    /**
     * The same for an operation of the group {@link RateLimitGroup#OTHER}.
     *
     * @param operation method and path template, for example {@code GET /limits/context}
     * @param calls at least 1
     */
    public Instant whenFor(String operation, int calls) {
        return whenFor(RateLimitGroup.OTHER, operation, calls);
    }

    private Instant whenFor(RateLimitGroup group, String operation, int calls) {
        var call = new LimitedCall(environment, transport.scope().context(), group, operation);
        return limiter.whenFor(call, calls);
    }
}
