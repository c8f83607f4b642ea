package dev.ksef.domain.limit;

/**
 * Counts the calls of one quota: when they left, when the next may leave, and until when KSeF blocks. Not thread-safe,
 * except for {@link #isUnlimited}.
 */
final class CallCounter {

    /** How many calls one look at the windows is good for, while these are far from full. */
    private static final int TOGETHER = 8;

    private final DepartureTimes left;
    private volatile WindowAllowance allowance;
    private Block block;
    private int spare;
    private long spareFromMillis;

    CallCounter(WindowAllowance allowance) {
        this(new DepartureTimes(), allowance, Block.NONE);
    }

    private CallCounter(DepartureTimes left, WindowAllowance allowance, Block block) {
        this.left = left;
        this.allowance = allowance;
        this.block = block;
    }

    /** Tells whether calls are never held back. */
    boolean isUnlimited() {
        return allowance.isUnlimited();
    }

    /** From when on the next call may leave; in the past if it could have left already. */
    long earliest() {
        return Math.max(block.untilMillis(), allowance.earliest(left, 1));
    }

    /** Tells whether the next call may leave. What is found out about those after it is kept for them. */
    boolean isFree(long nowMillis) {
        return hasSpare(nowMillis) || findSpare(nowMillis) || earliest() <= nowMillis;
    }

    /** Tells whether it is known already that the next call may leave. */
    boolean hasSpare(long nowMillis) {
        return spare > 0 && spareFromMillis <= nowMillis;
    }

    private boolean findSpare(long nowMillis) {
        spareFromMillis = Math.max(block.endMillis(), allowance.earliest(left, TOGETHER));
        boolean free = spareFromMillis <= nowMillis
                && left.hasRoom(TOGETHER, allowance.depth(), nowMillis - allowance.memoryMillis());
        spare = free ? TOGETHER : 0;
        return free;
    }

    /** Tells whether so many calls may leave now, all of them at once. */
    boolean takes(int together, long nowMillis) {
        return block.endMillis() <= nowMillis && allowance.earliest(left, together) <= nowMillis;
    }

    /** Forgets what was found out about calls to come. */
    void dropSpare() {
        spare = 0;
    }

    void count(long atMillis) {
        if (spare > 0) {
            spare--;
            left.add(atMillis);
            return;
        }
        left.add(atMillis, allowance.depth(), atMillis - allowance.memoryMillis());
        block = block.left(atMillis);
    }

    /** Counts a call that left elsewhere, after those counted already. It may have left before a block began. */
    void learn(long atMillis) {
        dropSpare();
        left.add(atMillis, allowance.depth(), atMillis - allowance.memoryMillis());
        if (atMillis >= block.untilMillis()) {
            block = block.left(atMillis);
        }
    }

    /** Forgets the calls that left. */
    void forget() {
        dropSpare();
        left.clear();
    }

    void limit(WindowAllowance newAllowance) {
        dropSpare();
        allowance = newAllowance;
    }

    /** Ends the block, because somebody who knows says so. */
    void unblock() {
        block = Block.NONE;
    }

    /** Whether KSeF has been sent a call to see whether it still blocks. */
    boolean isProbing() {
        return block.probed();
    }

    Block block() {
        return block;
    }

    /** Takes over a block. */
    void block(Block other) {
        dropSpare();
        block = other;
    }

    long blockedUntil() {
        return block.untilMillis();
    }

    /** Counts calls that left elsewhere, and a block that KSeF told. */
    void merge(long[] times, long untilMillis, long nowMillis) {
        dropSpare();
        left.merge(times);
        block = block.said(untilMillis, nowMillis);
    }

    long[] since(long atMillis) {
        return left.since(atMillis);
    }

    int countSince(long atMillis) {
        return left.countSince(atMillis);
    }

    /** Tells whether nothing is lost by forgetting it: no block, and nothing left from the given instant on. */
    boolean isIdle(long nowMillis, long sinceMillis) {
        return block.endMillis() <= nowMillis && (left.size() == 0 || left.last(1) < sinceMillis);
    }

    CallCounter copy() {
        return new CallCounter(left.copy(), allowance, block);
    }
}
