package dev.ksef.domain.limit;

import java.util.Arrays;
import java.util.List;

/** What outlives a process of one quota. */
record SavedQuota(QuotaKey key, long blockedUntilMillis, List<Long> leavingTimes) {

    static SavedQuota of(QuotaKey key, CallCounter counter, long sinceMillis) {
        List<Long> times = Arrays.stream(counter.since(sinceMillis)).boxed().toList();
        return new SavedQuota(key, counter.blockedUntil(), times);
    }

    /** Whether there is nothing to be said of it. */
    boolean isEmpty(long nowMillis) {
        return leavingTimes.isEmpty() && blockedUntilMillis <= nowMillis;
    }

    /** The times; where another clock was ahead, now. */
    long[] leftBy(long nowMillis) {
        return leavingTimes.stream().mapToLong(at -> Math.min(at, nowMillis)).toArray();
    }
}
