package dev.ksef.port;

/**
 * The one place that knows the time and waits. Everything that must wait, in the domain and in adapters, waits here, so
 * that a test can move the time instead of spending it.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Failure:</b> {@link #sleepUntil} ends early only by interrupt.
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

    /** The clock of this machine. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
