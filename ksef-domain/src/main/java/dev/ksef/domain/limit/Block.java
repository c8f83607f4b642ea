package dev.ksef.domain.limit;

import java.time.Duration;

/**
 * For how long KSeF blocks the calls of a quota. KSeF is believed for six hours, seven times the longest block seen; what it
 * says beyond that is more likely an error. Then one call an hour leaves as a probe, and any answer other than 429 ends the block.
 *
 * @param untilMillis until when no call leaves
 * @param saidMillis until when KSeF said that it blocks; not after {@code untilMillis} where it is believed
 * @param probed whether a probe has left
 */
record Block(long untilMillis, long saidMillis, boolean probed) {

    static final Block NONE = new Block(0, 0, false);

    private static final long BELIEVED_MILLIS = Duration.ofHours(6).toMillis();
    static final long PROBE_MILLIS = Duration.ofHours(1).toMillis();

    /** This block after KSeF has said that it blocks. */
    Block said(long until, long nowMillis) {
        long believed = probed ? PROBE_MILLIS : BELIEVED_MILLIS;
        if (until - nowMillis <= BELIEVED_MILLIS) {
            return probed
                    ? new Block(until, until, false)
                    : new Block(Math.max(untilMillis, until), Math.max(saidMillis, until), false);
        }
        return new Block(Math.max(untilMillis, nowMillis + believed), Math.max(saidMillis, until), probed);
    }

    /** This block after a call has left, which must not be before its end. */
    Block left(long atMillis) {
        return atMillis < saidMillis ? new Block(atMillis + PROBE_MILLIS, saidMillis, true) : this;
    }

    /** Tells whether a call that leaves now is a probe. */
    boolean isProbedBy(long nowMillis) {
        return untilMillis <= nowMillis && nowMillis < saidMillis;
    }

    /** When it is over, also if that is not believed. */
    long endMillis() {
        return Math.max(untilMillis, saidMillis);
    }
}
