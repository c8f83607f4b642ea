package dev.ksef.domain.limit;

import java.time.Duration;

/** How long the three windows last in which calls are counted. */
record WindowLengths(long secondMillis, long minuteMillis, long hourMillis) {

    /** Those of KSeF. */
    static final WindowLengths OF_KSEF = new WindowLengths(1_000, 60_000, 3_600_000);

    /** The same, each longer by so much. */
    WindowLengths longerBy(Duration slack) {
        long more = slack.toMillis();
        return new WindowLengths(secondMillis + more, minuteMillis + more, hourMillis + more);
    }
}
