package dev.ksef.model;

import java.time.Duration;

/**
 * How often KSeF is asked for what it has not finished yet. The intervals grow by half each time. Each question is a call that
 * counts against KSeF's limits.
 *
 * @param first the interval after the first question
 * @param longest the interval at which they stop growing
 */
public record PollingIntervals(Duration first, Duration longest) {

    /** From 200 ms to 5 s. */
    public static final PollingIntervals USUAL = new PollingIntervals(Duration.ofMillis(200), Duration.ofSeconds(5));

    /**
     * @throws IllegalArgumentException if the first is shorter than a millisecond, or longer than the longest
     */
    public PollingIntervals {
        if (first.toMillis() < 1 || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "Intervals begin with a millisecond at least, and do not shrink: not " + first + " to " + longest);
        }
    }
}
