package dev.ksef.port.ledger;

import java.time.Duration;

/**
 * So many calls in so much time, wherever that time begins.
 *
 * @param calls 0 or more
 * @param millis more than 0, and at most {@link #LONGEST}
 */
public record CallWindow(int calls, long millis) {

    /** No window is longer. For that long a {@link CallLedger} keeps what it has counted. */
    public static final Duration LONGEST = Duration.ofHours(2);

    public CallWindow {
        if (calls < 0 || millis <= 0 || millis > LONGEST.toMillis()) {
            throw new IllegalArgumentException("No window of calls: " + calls + " in " + millis + " ms");
        }
    }
}
