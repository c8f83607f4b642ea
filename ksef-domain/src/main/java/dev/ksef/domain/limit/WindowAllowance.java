package dev.ksef.domain.limit;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.ledger.CallWindow;
import java.util.Arrays;
import java.util.List;
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

    /**
     * What one of several nodes may use if they do not know of each other: its part of the calls or, of fewer calls than nodes, one
     * in a window that is so many times longer.
     */
    WindowAllowance share(int nodes) {
        int[] parts = Arrays.stream(calls)
                .map(all -> all == 0 ? 0 : Math.max(1, all / nodes))
                .toArray();
        long[] longer = IntStream.range(0, calls.length)
                .mapToLong(i -> spans[i] * (calls[i] >= nodes || calls[i] == 0 ? 1 : ceil(nodes, calls[i])))
                .toArray();
        long longest = Arrays.stream(longer).max().orElse(0);
        return new WindowAllowance(parts, longer, Math.max(memoryMillis, longest));
    }

    /**
     * How many calls more a node may have before it has more than its part of one of the windows; negative if it has.
     *
     * @param made its calls
     */
    int partLeft(CallCounter made, int nodes, long nowMillis) {
        return IntStream.range(0, calls.length)
                .map(i -> ceil(calls[i], nodes) - made.countSince(nowMillis - spans[i] + 1))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static int ceil(int calls, int nodes) {
        return (calls + nodes - 1) / nodes;
    }

    List<CallWindow> windows() {
        return IntStream.range(0, calls.length)
                .mapToObj(i -> new CallWindow(calls[i], spans[i]))
                .toList();
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
