package dev.ksef.adapter.feign.step;

import dev.ksef.port.time.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The given {@link Time} as a clock of the JDK, for Resilience4j. */
final class InjectedClock extends Clock {

    private final Time time;

    InjectedClock(Time time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(time.millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
