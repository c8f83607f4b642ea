package dev.ksef.port.time;

import java.util.concurrent.CompletableFuture;

/**
 * The one place that knows the time and waits. Everything that must wait, in the domain and in adapters, waits here, so
 * that a test can move the time instead of spending it.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Failure:</b> waiting ends early only by interrupt, or by the signal.
 */
public interface Time {

    /** Milliseconds since 1970 by the local clock. Allocates nothing. */
    long millis();

    /**
     * Waits until {@link #millis()} has reached the given instant; returns at once if it has.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleepUntil(long atMillis) throws InterruptedException;

    /**
     * Waits until {@link #millis()} has reached the given instant or the signal is completed, in whatever way. A clock that cannot
     * be woken looks at the signal only before and after.
     *
     * @return whether the signal is completed
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    default boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        if (!signal.isDone()) {
            sleepUntil(atMillis);
        }
        return signal.isDone();
    }

    /** The clock of this machine. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
