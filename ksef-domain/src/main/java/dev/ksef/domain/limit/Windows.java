package dev.ksef.domain.limit;

import java.time.Duration;

/** How long the three windows last in which calls are counted. */
record Windows(long secondMillis, long minuteMillis, long hourMillis) {

    /** Those of KSeF. */
    static final Windows OF_KSEF = new Windows(1_000, 60_000, 3_600_000);

    /** The same, each longer by so much. */
    Windows longerBy(Duration slack) {
        long more = slack.toMillis();
        return new Windows(secondMillis + more, minuteMillis + more, hourMillis + more);
    }
}
