package dev.ksef.port.internal;

import dev.ksef.port.time.Time;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Another clock, whose waits can be ended: closing it wakes all who wait by it, and nobody waits by it any more. It still
 * tells the time then.
 */
public final class ClosableTime implements Time, AutoCloseable {

    private final Time time;
    private final Set<CompletableFuture<Void>> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ClosableTime(Time time) {
        this.time = time;
    }

    @Override
    public long millis() {
        return time.millis();
    }

    @Override
    public long wallMillis() {
        return time.wallMillis();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ClosedException if it is closed before or while the thread waits
     */
    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        sleepUntil(atMillis, new CompletableFuture<Void>());
    }

    /**
     * {@inheritDoc}
     *
     * @throws ClosedException if it is closed before or while the thread waits
     */
    @Override
    public boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        return untilClosed(time::sleepUntil, atMillis, signal);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ClosedException if it is closed before or while the thread waits
     */
    @Override
    public boolean awaitUntil(long atMillis, CompletableFuture<?> work) throws InterruptedException {
        return untilClosed(time::awaitUntil, atMillis, work);
    }

    /** One of the two kinds of waits of the other clock. */
    private interface Wait {

        boolean until(long atMillis, CompletableFuture<?> signal) throws InterruptedException;
    }

    private boolean untilClosed(Wait wait, long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        var woken = new CompletableFuture<Void>();
        signal.whenComplete((result, failure) -> woken.complete(null));
        waits.add(woken);
        try {
            // Whoever closes it from here on finds the wait.
            refuseIfClosed();
            wait.until(atMillis, woken);
            refuseIfClosed();
            return signal.isDone();
        } finally {
            waits.remove(woken);
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new ClosedException("Nothing waits any more: it was closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        waits.forEach(wait -> wait.complete(null));
    }
}
