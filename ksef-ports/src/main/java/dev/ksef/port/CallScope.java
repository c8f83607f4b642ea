package dev.ksef.port;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The context, token, time limits and headers of the calls of a bound API.
 *
 * @param context the context that its calls act for; null for public calls
 * @param bearerSource provides the token that its calls carry
 * @param timeout the longest time of one call, including waits and repetitions
 * @param deadline the instant by which every call must have ended, also if its timeout would end later
 * @param headers further headers that its calls carry
 */
public record CallScope(
        @Nullable ContextIdentifier context,
        BearerSource bearerSource,
        Duration timeout,
        Deadline deadline,
        CallHeaders headers) {

    /**
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public CallScope {
        positive(timeout);
        Objects.requireNonNull(headers, "headers");
    }

    /**
     * A scope of calls without further headers.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public CallScope(
            @Nullable ContextIdentifier context, BearerSource bearerSource, Duration timeout, Deadline deadline) {
        this(context, bearerSource, timeout, deadline, CallHeaders.NONE);
    }

    /**
     * Returns the timeout after checking that it is positive.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout must be positive, not " + timeout);
        }
        return timeout;
    }

    /** Returns the scope of calls without a bearer. */
    public static CallScope anonymous(Duration timeout) {
        return new CallScope(null, BearerSource.none(), timeout, Deadline.NEVER);
    }

    /** Returns the scope of calls on behalf of a context. */
    public static CallScope of(ContextIdentifier context, BearerSource bearerSource, Duration timeout) {
        return new CallScope(context, bearerSource, timeout, Deadline.NEVER);
    }

    /** Returns a copy whose calls end by the given deadline at the latest. */
    public CallScope until(Deadline end) {
        return new CallScope(context, bearerSource, timeout, deadline.sooner(end), headers);
    }

    /** Returns a copy with another timeout for each call. */
    public CallScope within(Duration newTimeout) {
        return new CallScope(context, bearerSource, newTimeout, deadline, headers);
    }

    /** Returns a copy whose calls carry tokens from elsewhere. */
    public CallScope bearing(BearerSource other) {
        return new CallScope(context, other, timeout, deadline, headers);
    }

    /** Returns a copy whose calls carry these headers instead. */
    public CallScope with(CallHeaders others) {
        return new CallScope(context, bearerSource, timeout, deadline, others);
    }

    /** Returns the deadline of a call that begins now. */
    public Deadline callDeadline(Time time) {
        return Deadline.after(timeout, time).sooner(deadline);
    }
}
