package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.wire.TooManyRequests;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which every call is refused. It lasts whole seconds, until the windows have room for another call. A call
 * during a block, or one above the limits before the block is forgotten, doubles the length of the block, up to an
 * hour.
 *
 * @param until when the next call is taken
 * @param length how long it was meant to last when it was set
 * @param window which of the windows was full
 * @param limit how many calls that window takes
 */
record RateBlock(Instant until, Duration length, RateWindow window, int limit) {

    private static final Duration LONGEST_PENALTY = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /**
     * Begins a block.
     *
     * @param window the window that is full for the longest time
     * @param opens when the window has room again
     * @param last the block before, if there was one
     */
    static RateBlock begin(
            RateWindow window, WindowLimits limit, Instant opens, Instant now, @Nullable RateBlock last) {
        Duration needed = Duration.ofSeconds(wholeSeconds(now, opens));
        Duration length = last != null && last.remembered(now) ? longer(needed, last.penalty()) : needed;
        return new RateBlock(now.plus(length), length, window, limit.of(window));
    }

    boolean holds(Instant now) {
        return now.isBefore(until);
    }

    /** The block after another call came while it held. */
    RateBlock lengthened(Instant now) {
        Instant later = now.plus(penalty());
        return new RateBlock(later.isAfter(until) ? later : until, penalty(), window, limit);
    }

    TooManyRequests refusal(Instant now) {
        return new TooManyRequests(limit + " żądań na " + window.accusative(), wholeSeconds(now, until));
    }

    private Duration penalty() {
        Duration twice = length.multipliedBy(2);
        return twice.compareTo(LONGEST_PENALTY) < 0 ? twice : LONGEST_PENALTY;
    }

    private boolean remembered(Instant now) {
        return now.isBefore(until.plus(MEMORY));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** The whole seconds, rounded up, so that a call is taken once they have passed. */
    private static long wholeSeconds(Instant from, Instant to) {
        return Duration.between(from, to).plusNanos(999_999_999).toSeconds();
    }
}
