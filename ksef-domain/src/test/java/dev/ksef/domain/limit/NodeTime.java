package dev.ksef.domain.limit;

import dev.ksef.port.time.Time;
import dev.ksef.testkit.time.FakeTime;

/** The clocks of one of several nodes, which show what they like and go alike. */
record NodeTime(FakeTime time, long aheadMillis, long wallMillis) implements Time {

    @Override
    public long millis() {
        return time.millis() + aheadMillis;
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        time.sleepUntil(atMillis - aheadMillis);
    }
}
