package dev.ksef.adapter.feign.exchange;

import java.util.function.LongSupplier;

/**
 * How long to wait for an upload: on and on while the engine takes bytes of its content. It looks now and then whether it took
 * some, rather than when: the clock of a test may stand still meanwhile.
 */
final class UploadPatience implements LongSupplier {

    /** A stall is noticed at most a quarter later than it should be. */
    private static final int LOOKS = 4;

    private final UploadContent content;
    private final long pauseMillis;
    private final LongSupplier leftMillis;
    private long takenBytes = -1;
    private int looksInVain;

    /**
     * @param stallMillis how long it may take no bytes
     * @param leftMillis what is left until the deadline
     */
    UploadPatience(UploadContent content, long stallMillis, LongSupplier leftMillis) {
        this.content = content;
        this.pauseMillis = Math.max(1, stallMillis / LOOKS);
        this.leftMillis = leftMillis;
    }

    /** Returns how long to wait before looking again; 0 for no longer. */
    @Override
    public long getAsLong() {
        long before = takenBytes;
        takenBytes = content.takenBytes();
        looksInVain = takenBytes > before ? 0 : looksInVain + 1;
        return looksInVain < LOOKS ? Math.min(pauseMillis, leftMillis.getAsLong()) : 0;
    }
}
