package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Holds calls back so that KSeF need not: it counts each context's calls in every second, minute and hour, for each group
 * of operations, and blocks whoever calls more often. {@link RateLimitGroup#OTHER} is counted for each operation, {@link
 * RateLimitGroup#PUBLIC} for the whole process. Transfers by signed links are not counted.
 *
 * <p><b>Threading:</b> safe for many threads; whoever waits holds no lock. Among those who wait for one quota the more
 * {@linkplain RateLimitGroup#urgency() urgent} goes first, then who came first.
 *
 * <p><b>Failure:</b> a call that cannot leave by its deadline is refused at once, not at its deadline.
 *
 * <p><b>Secrets:</b> none. <b>Lifecycle:</b> it has no threads; clients of one process should share one.
 */
public interface RateLimiter {

    /**
     * Waits until the call may leave, and counts it as leaving now. Every attempt is a call, whatever becomes of it. Who waits
     * is let go when the signal is completed, in whatever way: a transport that is closed does that.
     *
     * @return whether the call may leave; false if the signal was completed sooner: nothing is counted
     * @throws dev.ksef.model.error.KsefRateLimitedException if it may leave only after the deadline, with the instant from
     *     which it may; nothing is counted
     * @throws dev.ksef.model.error.KsefDeadlineException if limits would let it leave, but its deadline has passed; nothing is
     *     counted
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is counted
     */
    boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal) throws InterruptedException;

    /** The same without a signal. */
    default void acquire(LimitedCall call, Deadline deadline) throws InterruptedException {
        acquire(call, deadline, new CompletableFuture<Void>());
    }

    /**
     * Keeps all calls of the same quota from leaving before the given instant, since KSeF answered with 429. A later instant
     * that is known already stays. A limiter need not believe a block that is longer than any that KSeF makes.
     *
     * @param untilMillis by {@link Time#millis()}
     */
    void penalise(LimitedCall call, long untilMillis);

    /**
     * By the wall clock, when so many calls will have left, if they are made as fast as may be from now on and nobody else makes any. Those who
     * wait already go first.
     *
     * @param calls at least 1
     */
    Instant whenFor(LimitedCall call, int calls);

    /** Counts the context's calls by these limits from now on. A group that is null is counted as before. */
    void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits);

    /**
     * KSeF answered a call of this quota with something other than 429. It ends a block that the limiter did not quite believe,
     * and let this call through to see. By default nothing happens.
     */
    default void answered(LimitedCall call) {}

    /**
     * Ends the blocks of a context, and those of public calls, because the caller knows better than what KSeF said. By default
     * nothing happens.
     */
    default void forgive(String environment, ContextIdentifier context) {}

    /** Counts nothing and holds nothing back, for those who limit elsewhere. */
    static RateLimiter none() {
        return NoRateLimiter.INSTANCE;
    }
}
