package dev.ksef.port.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the time and waits. The domain and the adapters wait only here, so that a test can move the time instead of spending
 * it.
 *
 * <p>There are two clocks. The steady clock ({@link #millis}) never jumps: deadlines, pauses and durations go by it. The wall clock
 * ({@link #wallMillis}) tells the date, and jumps when somebody sets it or the machine wakes up: dates and expiries go by it.
 *
 * <p>There are two kinds of waits: a pause ({@link #sleepUntil}), during which nothing happens, and a wait for work that goes
 * on elsewhere ({@link #awaitUntil}), such as an exchange over the network. The clock of a test may skip a pause, but must
 * never skip a wait for work.
 *
 * <p>Time limits inside libraries, such as those of sockets and HTTP engines, are not included: they use the clock of the
 * machine.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Failure:</b> a wait ends early only if the thread is interrupted, the signal
 * is completed, or the work is done.
 *
 * <p>It has nothing to do with {@code java.sql.Time}, and is no {@link java.time.Clock}, which cannot wait. Code that needs both
 * names imports this one.
 */
public interface Time {

    /**
     * Returns the milliseconds of the steady clock. Only differences between them mean something: where the counting begins is
     * left to the clock. Allocates nothing.
     */
    long millis();

    /**
     * Returns the milliseconds since 1970 by the wall clock of this machine, as it is set now. By default there is one clock for
     * both. Allocates nothing.
     */
    default long wallMillis() {
        return millis();
    }

    /** Returns what the wall clock will show, if nobody sets it, when {@link #millis} reaches the given instant. */
    default Instant wallAt(long atMillis) {
        return Instant.ofEpochMilli(wallMillis() + (atMillis - millis()));
    }

    /**
     * Waits until {@link #millis()} has reached the given instant; returns at once if it has.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleepUntil(long atMillis) throws InterruptedException;

    /**
     * Waits until {@link #millis()} has reached the given instant, or the signal is completed, normally or with an exception. A
     * clock that cannot be woken checks the signal only before and after.
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

    /**
     * Waits until the work is done, normally or with an exception, or {@link #millis()} has reached the given instant. The work
     * goes on elsewhere and takes time of its own: a clock that stands still or jumps must not be moved by this wait.
     *
     * <p>The default implementation waits for the time left at the beginning, by the clock of this machine. A clock that can be
     * woken overrides this, so that the wait ends when that clock reaches the instant.
     *
     * @return whether the work is done
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    default boolean awaitUntil(long atMillis, CompletableFuture<?> work) throws InterruptedException {
        Time machine = system();
        Duration left = Duration.ofMillis(new Deadline(atMillis).remainingMillis(this));
        return machine.awaitUntil(Deadline.after(left, machine).atMillis(), work);
    }

    /** Returns the clock of this machine. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
