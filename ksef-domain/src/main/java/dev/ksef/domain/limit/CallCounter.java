package dev.ksef.domain.limit;

/**
 * Counts the calls of one quota: when they left, when the next may leave, and until when KSeF blocks. Not thread-safe,
 * except for {@link #isUnlimited}.
 */
final class CallCounter {

    private final DepartureTimes left;
    private volatile WindowAllowance allowance;
    private long blockedUntil;

    CallCounter(WindowAllowance allowance) {
        this(new DepartureTimes(), allowance, 0);
    }

    private CallCounter(DepartureTimes left, WindowAllowance allowance, long blockedUntil) {
        this.left = left;
        this.allowance = allowance;
        this.blockedUntil = blockedUntil;
    }

    /** Tells whether calls are never held back. */
    boolean isUnlimited() {
        return allowance.isUnlimited();
    }

    /** From when on the next call may leave; in the past if it could have left already. */
    long earliest() {
        return Math.max(blockedUntil, allowance.earliest(left));
    }

    void count(long atMillis) {
        left.add(atMillis, allowance.depth(), atMillis - allowance.memoryMillis());
    }

    void limit(WindowAllowance newAllowance) {
        allowance = newAllowance;
    }

    void block(long untilMillis) {
        blockedUntil = Math.max(blockedUntil, untilMillis);
    }

    long blockedUntil() {
        return blockedUntil;
    }

    /** Counts calls that left elsewhere. */
    void merge(long[] times) {
        left.merge(times);
    }

    long[] since(long atMillis) {
        return left.since(atMillis);
    }

    /** Tells whether nothing is lost by forgetting it: no block, and nothing left from the given instant on. */
    boolean isIdle(long nowMillis, long sinceMillis) {
        return blockedUntil <= nowMillis && (left.size() == 0 || left.last(1) < sinceMillis);
    }

    CallCounter copy() {
        return new CallCounter(left.copy(), allowance, blockedUntil);
    }
}
