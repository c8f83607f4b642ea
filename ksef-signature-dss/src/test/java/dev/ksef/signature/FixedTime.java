package dev.ksef.signature;

import dev.ksef.port.time.Time;
import java.time.Instant;

/** A clock that stands. */
record FixedTime(Instant now) implements Time {

    @Override
    public long millis() {
        return now.toEpochMilli();
    }

    @Override
    public void sleepUntil(long atMillis) {
        throw new AssertionError("Nothing waits when signing");
    }
}
