package dev.ksef.testkit;

import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that moves only when it is told to, or when somebody sleeps by it: sleeping takes no time, it moves the clock.
 * Waiting for work does not move it, and is not ended by it, so that client and server under test may sleep while an
 * exchange between them is under way: such a wait lasts as long as was left at its beginning, in real time.
 * Also an {@link InstantSource}, so that a server under test can run on the same clock.
 */
public final class FakeTime implements Time, InstantSource {

    private final AtomicLong now;
    private final AtomicLong slept = new AtomicLong();

    private FakeTime(long millis) {
        now = new AtomicLong(millis);
    }

    /** A clock that stands at the given instant. */
    public static FakeTime at(Instant instant) {
        return new FakeTime(instant.toEpochMilli());
    }

    /** A clock that stands at the given ISO instant, for example {@code 2026-11-02T10:00:00Z}. */
    public static FakeTime at(String instant) {
        return at(Instant.parse(instant));
    }

    @Override
    public long millis() {
        return now.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get());
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long before = now.getAndAccumulate(atMillis, Math::max);
        slept.addAndGet(Math.max(0, atMillis - before));
    }

    /** Moves the clock. */
    public void advance(Duration duration) {
        now.addAndGet(duration.toMillis());
    }

    /** How long everybody slept, in all. */
    public Duration slept() {
        return Duration.ofMillis(slept.get());
    }
}
