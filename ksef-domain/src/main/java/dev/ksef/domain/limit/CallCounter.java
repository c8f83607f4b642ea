package dev.ksef.domain.limit;

/** What has left, what may, and whether KSeF blocks. Not thread-safe, but for {@link #isUnlimited}. */
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

    /** Whether it holds nothing back, however many leave. */
    boolean isUnlimited() {
        return allowance.isUnlimited();
    }

    /** From when on the next call may leave; in the past if it might have left already. */
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

    /** Counts what left elsewhere. */
    void merge(long[] times) {
        left.merge(times);
    }

    long[] since(long atMillis) {
        return left.since(atMillis);
    }

    /** Whether nothing is lost by forgetting it: no block, and nothing left from the given instant on. */
    boolean isIdle(long nowMillis, long sinceMillis) {
        return blockedUntil <= nowMillis && (left.size() == 0 || left.last(1) < sinceMillis);
    }

    CallCounter copy() {
        return new CallCounter(left.copy(), allowance, blockedUntil);
    }
}
