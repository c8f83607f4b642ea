package dev.ksef.testkit.time;

import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that moves only when a test advances it or a thread sleeps by it. Sleeping takes no time: it advances the clock. It
 * has two faces, as a machine has: the steady clock ({@link #millis}) and the wall clock ({@link #wallMillis}), which a test can
 * set. True time ({@link #instant}), which a server under test goes by, is moved by neither.
 *
 * <p>Waiting for work neither advances the clock nor ends by it. Such a wait lasts, in real time, as long as was left when it
 * began. So client and server under test may sleep while an exchange between them is under way.
 */
public final class FakeTime implements Time, InstantSource {

    private final AtomicLong now;
    private final AtomicLong slept = new AtomicLong();
    private final AtomicLong suspended = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();

    private FakeTime(long millis) {
        now = new AtomicLong(millis);
    }

    /** Makes a clock that stands at an instant. */
    public static FakeTime at(Instant instant) {
        return new FakeTime(instant.toEpochMilli());
    }

    /** Makes a clock that stands at an ISO instant, for example {@code 2026-11-02T10:00:00Z}. */
    public static FakeTime at(String instant) {
        return at(Instant.parse(instant));
    }

    @Override
    public long millis() {
        return now.get();
    }

    @Override
    public long wallMillis() {
        return now.get() + suspended.get() + wrong.get();
    }

    /** Returns the true time. */
    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get() + suspended.get());
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long before = now.getAndAccumulate(atMillis, Math::max);
        slept.addAndGet(Math.max(0, atMillis - before));
    }

    /** Advances the clock. */
    public void advance(Duration duration) {
        now.addAndGet(duration.toMillis());
    }

    /** Has the machine sleep: true time and wall clock go on, the steady clock stands still. */
    public void suspend(Duration duration) {
        suspended.addAndGet(duration.toMillis());
    }

    /** Sets the wall clock so far ahead of true time, or behind where it is negative. */
    public void setWallClock(Duration aheadOfTrueTime) {
        wrong.set(aheadOfTrueTime.toMillis());
    }

    /** Returns how long all threads together slept. */
    public Duration slept() {
        return Duration.ofMillis(slept.get());
    }
}
