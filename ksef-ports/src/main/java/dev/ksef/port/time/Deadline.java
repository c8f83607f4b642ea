package dev.ksef.port.time;

import java.time.Duration;

/**
 * The instant by which somebody must have an answer.
 *
 * @param atMillis by {@link Time#millis()}, the steady clock: setting the wall clock moves no deadline
 */
public record Deadline(long atMillis) {

    /** A deadline that never comes. */
    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    /**
     * The deadline that comes after the given time. One too long for the calendar never comes.
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

    /** How long until then in milliseconds; 0 once it has come. */
    public long remainingMillis(Time time) {
        long now = time.millis();
        return now >= atMillis ? 0 : atMillis - now;
    }

    /** Whether it has come. */
    public boolean hasPassed(Time time) {
        return time.millis() >= atMillis;
    }

    /** The one of the two that comes first. */
    public Deadline sooner(Deadline other) {
        return other.atMillis < atMillis ? other : this;
    }
}
