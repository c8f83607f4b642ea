package dev.ksef.benchmarks.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much of what KSeF's limits permit was used while there was something to send. With n invoices to send, the limits
 * name a shortest time from the first to the last; what was needed beyond it was not used.
 *
 * @param shortest by the limits
 * @param taken from the first invoice to the last
 */
record UsedTime(Duration shortest, Duration taken) {

    /** What production takes from a context: so many invoices in a second, and in a minute. */
    private static final int IN_A_SECOND = 10;

    private static final int IN_A_MINUTE = 30;

    /** @param nanos when the invoices of one taxpayer arrived, in their order */
    static UsedTime of(List<Long> nanos) {
        return new UsedTime(shortest(nanos.size()), Duration.ofNanos(nanos.get(nanos.size() - 1) - nanos.get(0)));
    }

    private static Duration shortest(int calls) {
        long[] millis = new long[calls];
        for (int i = 0; i < calls; i++) {
            long second = i < IN_A_SECOND ? 0 : millis[i - IN_A_SECOND] + 1_000;
            long minute = i < IN_A_MINUTE ? 0 : millis[i - IN_A_MINUTE] + 60_000;
            millis[i] = Math.max(second, minute);
        }
        return Duration.ofMillis(Arrays.stream(millis).max().orElse(0));
    }

    /** Both times of two taxpayers together. */
    UsedTime plus(UsedTime other) {
        return new UsedTime(shortest.plus(other.shortest), taken.plus(other.taken));
    }

    double share() {
        return taken.isZero() ? 1 : (double) shortest.toMillis() / taken.toMillis();
    }
}
