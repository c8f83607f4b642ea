package dev.ksef.domain.limit;

import dev.ksef.model.limit.RateLimit;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How many calls may leave within which time, for those windows of a limit that are limited. */
final class WindowAllowance {

    /** Where a window takes no call at all. */
    static final long NEVER = Long.MAX_VALUE;

    private final int[] calls;
    private final long[] spans;

    private final long memoryMillis;
    private final int depth;

    private WindowAllowance(int[] calls, long[] spans, long memoryMillis) {
        this.calls = calls;
        this.spans = spans;
        this.memoryMillis = memoryMillis;
        this.depth = Arrays.stream(calls).max().orElse(0);
    }

    static WindowAllowance of(RateLimit limit, WindowLengths windows) {
        int[] all = {counted(limit.perSecond()), counted(limit.perMinute()), counted(limit.perHour())};
        long[] lengths = {windows.secondMillis(), windows.minuteMillis(), windows.hourMillis()};
        int[] limited = IntStream.range(0, all.length).filter(i -> all[i] >= 0).toArray();
        return new WindowAllowance(
                Arrays.stream(limited).map(i -> all[i]).toArray(),
                Arrays.stream(limited).mapToLong(i -> lengths[i]).toArray(),
                windows.hourMillis());
    }

    private static int counted(@Nullable Integer limit) {
        return limit == null ? -1 : limit;
    }

    boolean isUnlimited() {
        return calls.length == 0;
    }

    /** How many of the latest calls decide when the next one may leave. */
    int depth() {
        return depth;
    }

    /** How long a call counts for this limit, or for one that may follow it. */
    long memoryMillis() {
        return memoryMillis;
    }

    /** From when on so many calls may leave at once: for one, when the n-th last has left each window that takes n. */
    long earliest(DepartureTimes left, int together) {
        long earliest = Long.MIN_VALUE;
        for (int i = 0; i < calls.length; i++) {
            int last = calls[i] - together + 1;
            if (last <= 0) {
                return NEVER;
            }
            if (left.size() >= last) {
                earliest = Math.max(earliest, left.last(last) + spans[i]);
            }
        }
        return earliest;
    }
}
