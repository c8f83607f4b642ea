package dev.ksef.signature.testing;

import dev.ksef.port.time.Time;
import java.time.Instant;

/** A clock that always shows the same time. */
public record FixedTime(Instant now) implements Time {

    @Override
    public long millis() {
        return now.toEpochMilli();
    }

    @Override
    public void sleepUntil(long atMillis) {
        throw new AssertionError("Nothing waits when signing");
    }
}
