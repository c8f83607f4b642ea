package dev.ksef;

import dev.ksef.port.time.Time;
import java.time.Duration;

/** The clock of a machine that is set wrong. */
record ShiftedTime(Time right, Duration shift) implements Time {

    @Override
    public long millis() {
        return right.millis() + shift.toMillis();
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        right.sleepUntil(atMillis - shift.toMillis());
    }
}
