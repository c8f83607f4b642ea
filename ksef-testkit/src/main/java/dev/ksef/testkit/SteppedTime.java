package dev.ksef.testkit;

import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A clock that moves only when it is told to. Whoever sleeps by it really waits, unlike with {@link FakeTime}. */
public final class SteppedTime implements Time {

    private long now;

    private SteppedTime(long millis) {
        now = millis;
    }

    /** A clock that stands at the given ISO instant, for example {@code 2026-11-02T10:00:00Z}. */
    public static SteppedTime at(String instant) {
        return new SteppedTime(Instant.parse(instant).toEpochMilli());
    }

    @Override
    public synchronized long millis() {
        return now;
    }

    /** Moves the clock, and wakes whoever has slept enough. */
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
