package dev.ksef.testkit.time;

import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A clock that moves only when a test advances it. A thread that sleeps by it waits for that, unlike with {@link FakeTime}. */
public final class SteppedTime implements Time {

    private long now;

    private SteppedTime(long millis) {
        now = millis;
    }

    /** Makes a clock that stands at an ISO instant, for example {@code 2026-11-02T10:00:00Z}. */
    public static SteppedTime at(String instant) {
        return new SteppedTime(Instant.parse(instant).toEpochMilli());
    }

    @Override
    public synchronized long millis() {
        return now;
    }

    /** Advances the clock and wakes the threads whose time has come. */
    public synchronized void advance(Duration duration) {
        now += duration.toMillis();
        notifyAll();
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        sleepUntil(atMillis, new CompletableFuture<>());
    }

    @Override
    public boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        signal.whenComplete((done, failed) -> wakeAll());
        synchronized (this) {
            while (now < atMillis && !signal.isDone()) {
                wait();
            }
        }
        return signal.isDone();
    }

    @Override
    public boolean awaitUntil(long atMillis, CompletableFuture<?> work) throws InterruptedException {
        return sleepUntil(atMillis, work);
    }

    private synchronized void wakeAll() {
        notifyAll();
    }
}
