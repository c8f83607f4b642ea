package dev.ksef.testkit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody on a thread of its own, of whom one can tell whether it waits. */
public final class BackgroundCall {

    private final FutureTask<Long> outcome;
    private final Thread thread;

    private BackgroundCall(Callable<Long> work) {
        outcome = new FutureTask<>(work);
        thread = new Thread(outcome);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins, and returns. */
    public static BackgroundCall started(Callable<Long> work) {
        return new BackgroundCall(work);
    }

    /** Begins, and returns once it waits for something. */
    public static BackgroundCall waiting(Callable<Long> work) {
        var caller = new BackgroundCall(work);
        caller.awaitWaiting();
        return caller;
    }

    /** Returns once it waits for something. */
    public void awaitWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestThreads.PATIENCE_SECONDS);
        while (!isWaiting()) {
            assertThat(outcome.isDone()).as("it was to wait, and ended").isFalse();
            assertThat(System.nanoTime()).as("time is over").isLessThan(end);
            LockSupport.parkNanos(100_000);
        }
    }

    private boolean isWaiting() {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Whether it has ended, in whatever way. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /** Interrupts it. */
    public void interrupt() {
        thread.interrupt();
    }

    /** What its work yields. */
    public long result() throws Exception {
        return outcome.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What its work throws. */
    public Throwable failure() throws Exception {
        try {
            result();
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
        throw new AssertionError("it was to fail, and did not");
    }
}
