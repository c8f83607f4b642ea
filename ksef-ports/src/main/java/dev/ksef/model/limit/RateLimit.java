package dev.ksef.model.limit;

import org.jspecify.annotations.Nullable;

/**
 * The most calls that KSeF accepts in any second, any minute and any hour; all three apply. A negative number means no limit.
 * Null means that KSeF did not say.
 *
 * @param perSecond calls within any second
 * @param perMinute calls within any 60 s
 * @param perHour calls within any 60 min
 */
public record RateLimit(
        @Nullable Integer perSecond,
        @Nullable Integer perMinute,
        @Nullable Integer perHour) {

    /** No limit in any window; KSeF writes -1. */
    public static final RateLimit UNLIMITED = new RateLimit(-1, -1, -1);

    /** Returns a limit for each window; -1 where a window has none. */
    public static RateLimit of(int perSecond, int perMinute, int perHour) {
        return new RateLimit(perSecond, perMinute, perHour);
    }
}
