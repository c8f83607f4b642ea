package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Holds calls back so that they stay within KSeF's limits. KSeF counts the calls of each context per second, minute and hour,
 * for each group of operations. It blocks a context that calls more often. {@link RateLimitGroup#OTHER} is counted per
 * operation, {@link RateLimitGroup#PUBLIC} for the whole process. Transfers by signed links are not counted.
 *
 * <p><b>Threading:</b> safe for many threads; a waiting call holds no lock. Among the calls that wait for one quota the more
 * {@linkplain RateLimitGroup#urgency() urgent} ones leave first, then the earlier ones.
 *
 * <p><b>Failure:</b> a call that cannot be sent by its deadline is refused at once, not at its deadline.
 *
 * <p><b>Secrets:</b> none. <b>Lifecycle:</b> it has no threads. The clients of one process should share one limiter.
 */
public interface RateLimiter {

    /**
     * Waits until the call may be sent, and counts it as sent now. Every attempt counts as a call, also a failed one. The wait
     * ends when the signal is completed, normally or with an exception; a transport completes it when it is closed.
     *
     * @return whether the call may be sent; false if the signal was completed first, and then nothing is counted
     * @throws dev.ksef.model.error.KsefRateLimitedException if it may be sent only after the deadline; holds the instant from
     *     which it may be sent. Nothing is counted
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is counted
     */
    boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal) throws InterruptedException;

    /** Waits like {@link #acquire(LimitedCall, Deadline, CompletableFuture)}, without a signal. */
    default void acquire(LimitedCall call, Deadline deadline) throws InterruptedException {
        acquire(call, deadline, new CompletableFuture<Void>());
    }

    /**
     * Blocks all calls of the same quota until the given instant, since KSeF answered with 429. A block that already lasts
     * longer stays.
     *
     * @param untilMillis by {@link Time#millis()}
     */
    void penalise(LimitedCall call, long untilMillis);

    /**
     * Returns the instant at which the last of so many calls could be sent, if they are made as fast as allowed from now on,
     * and no others are made. Calls that already wait go first.
     *
     * @param calls at least 1
     */
    Instant whenFor(LimitedCall call, int calls);

    /** Uses these limits for the context's calls from now on. A group that is null keeps its limits. */
    void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits);

    /** Returns a limiter that counts nothing and holds nothing back, for applications that limit calls elsewhere. */
    static RateLimiter none() {
        return NoRateLimiter.INSTANCE;
    }
}
