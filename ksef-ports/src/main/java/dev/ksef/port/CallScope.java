package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a bound API acts within.
 *
 * @param context whom its calls act for; null for public calls
 * @param bearerSource yields the token that its calls carry
 * @param timeout how long one call may take, waits and repetitions included
 * @param deadline the instant by which every call must have ended, whatever the timeout
 */
public record CallScope(
        @Nullable ContextIdentifier context, BearerSource bearerSource, Duration timeout, Deadline deadline) {

    /**
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public CallScope {
        positive(timeout);
    }

    /**
     * A timeout that a call can have.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout must be positive, not " + timeout);
        }
        return timeout;
    }

    /** For calls without a bearer. */
    public static CallScope anonymous(Duration timeout) {
        return new CallScope(null, BearerSource.none(), timeout, Deadline.NEVER);
    }

    /** For calls on behalf of a context. */
    public static CallScope of(ContextIdentifier context, BearerSource bearerSource, Duration timeout) {
        return new CallScope(context, bearerSource, timeout, Deadline.NEVER);
    }

    /** The same, ended by the given deadline at the latest. */
    public CallScope until(Deadline end) {
        return new CallScope(context, bearerSource, timeout, deadline.sooner(end));
    }

    /** The same with another time for each call. */
    public CallScope within(Duration newTimeout) {
        return new CallScope(context, bearerSource, newTimeout, deadline);
    }

    /** The deadline of a call that begins now. */
    public Deadline callDeadline(Time time) {
        return Deadline.after(timeout, time).sooner(deadline);
    }
}
