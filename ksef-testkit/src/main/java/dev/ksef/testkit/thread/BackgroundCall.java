package dev.ksef.testkit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A call on a thread of its own. A test can see whether the thread waits. */
public final class BackgroundCall {

    private final FutureTask<Long> outcome;
    private final Thread thread;

    private BackgroundCall(Callable<Long> work) {
        outcome = new FutureTask<>(work);
        thread = new Thread(outcome);
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a call. */
    public static BackgroundCall started(Callable<Long> work) {
        return new BackgroundCall(work);
    }

    /** Starts a call, and returns when its thread waits. */
    public static BackgroundCall waiting(Callable<Long> work) {
        var caller = new BackgroundCall(work);
        caller.awaitWaiting();
        return caller;
    }

    /** Returns when the thread of the call waits. */
    public void awaitWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestThreads.PATIENCE_SECONDS);
        while (!isWaiting()) {
            assertThat(outcome.isDone()).as("the call ended instead of waiting").isFalse();
            assertThat(System.nanoTime()).as("the call does not wait").isLessThan(end);
            LockSupport.parkNanos(100_000);
        }
    }

    private boolean isWaiting() {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Tells whether the call has returned or failed. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /** Interrupts the thread of the call. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end of the call and returns its result. */
    public long result() throws Exception {
        return outcome.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the end of the call and returns what it threw. */
    public Throwable failure() throws Exception {
        try {
            result();
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
        throw new AssertionError("the call returned instead of failing");
    }
}
