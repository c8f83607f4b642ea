package dev.ksef.port.time;

import java.time.Duration;

/**
 * The instant by which a caller must have an answer.
 *
 * @param atMillis milliseconds since 1970 by {@link Time#millis()}
 */
public record Deadline(long atMillis) {

    /** A deadline that never comes. */
    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    /**
     * Returns the deadline after the given duration. A duration beyond the calendar's end gives {@link #NEVER}.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public static Deadline after(Duration duration, Time time) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A time to wait cannot be negative: " + duration);
        }
        long now = time.millis();
        return duration.compareTo(Duration.ofMillis(Long.MAX_VALUE - now)) >= 0
                ? NEVER
                : new Deadline(now + duration.toMillis());
    }

    /** Returns the remaining time in milliseconds; 0 once the deadline has passed. */
    public long remainingMillis(Time time) {
        long now = time.millis();
        return now >= atMillis ? 0 : atMillis - now;
    }

    /** Tells whether the deadline has passed. */
    public boolean hasPassed(Time time) {
        return time.millis() >= atMillis;
    }

    /** Returns the earlier of the two deadlines. */
    public Deadline sooner(Deadline other) {
        return other.atMillis < atMillis ? other : this;
    }
}
