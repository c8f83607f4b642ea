package dev.ksef.port.internal;

import dev.ksef.port.time.Time;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wraps a clock so that its waits can be ended. Closing it wakes all waiting threads, and later waits fail. It still tells the
 * time after that.
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

    /** One of the two kinds of waits of the wrapped clock. */
    private interface Wait {

        boolean until(long atMillis, CompletableFuture<?> signal) throws InterruptedException;
    }

    private boolean untilClosed(Wait wait, long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        var woken = new CompletableFuture<Void>();
        signal.whenComplete((result, failure) -> woken.complete(null));
        waits.add(woken);
        try {
            // A thread that closes it from here on finds this wait.
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
            throw new ClosedException("This clock was closed, so nothing can wait by it");
        }
    }

    @Override
    public void close() {
        closed = true;
        waits.forEach(wait -> wait.complete(null));
    }
}
