package dev.ksef.domain.limit;

import dev.ksef.port.ledger.QuotaKey;
import java.util.Arrays;
import java.util.List;

/** The state of one quota that outlives a process. */
record SavedQuota(QuotaKey key, long blockedUntilMillis, List<Long> leavingTimes) {

    static SavedQuota of(QuotaKey key, CallCounter counter, long sinceMillis) {
        List<Long> times = Arrays.stream(counter.since(sinceMillis)).boxed().toList();
        return new SavedQuota(key, counter.blockedUntil(), times);
    }

    /** Returns the same quota by a clock that is ahead by so many milliseconds. */
    SavedQuota movedBy(long millis) {
        return new SavedQuota(
                key,
                blockedUntilMillis == 0 ? 0 : Math.addExact(blockedUntilMillis, millis),
                leavingTimes.stream().map(at -> at + millis).toList());
    }

    /** Tells whether it holds nothing worth saving. */
    boolean isEmpty(long nowMillis) {
        return leavingTimes.isEmpty() && blockedUntilMillis <= nowMillis;
    }

    /** When the calls left; now for those that left in the future by the clock of another machine. */
    long[] leftBy(long nowMillis) {
        return leavingTimes.stream().mapToLong(at -> Math.min(at, nowMillis)).toArray();
    }
}
