package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.wire.TooManyRequests;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which every call is refused. It lasts whole seconds, until the calls before it allow another one.
 * Whoever calls meanwhile, or exceeds again before the block is forgotten, is blocked for twice as long, though this never
 * makes it more than an hour.
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
     * Begins one.
     *
     * @param window which of the windows is full the longest
     * @param opens when the window takes a call again
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

    /** What becomes of it by a call that it holds. */
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

    /** Rounded up, so that a call is taken when they have passed. */
    private static long wholeSeconds(Instant from, Instant to) {
        return Duration.between(from, to).plusNanos(999_999_999).toSeconds();
    }
}
