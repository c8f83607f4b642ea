package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a store on a thread of its own. A store is users' code and may take for ever: its thread is left alone then, and the
 * caller goes on. A thread that is done takes the next question of anybody, or ends soon. There are as many as there are questions
 * at a time, so none ever waits for a store that hangs.
 */
public final class StoreThread {

    /** Long enough for a program that asks one question after the other, and too short to matter to one that has ended. */
    private static final long IDLE_SECONDS = 1;

    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), StoreThread::thread);

    private StoreThread() {}

    /** Begins to ask. The thread keeps no JVM alive, and has nothing of the caller's but its context class loader. */
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        ClassLoader callers = Thread.currentThread().getContextClassLoader();
        THREADS.execute(() -> {
            Thread.currentThread().setContextClassLoader(callers);
            try {
                result.complete(work.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            } finally {
                // An application that was stopped meanwhile must be able to leave memory.
                Thread.currentThread().setContextClassLoader(null);
            }
        });
        return result;
    }

    /** What the caller who happened to need a new thread left to be inherited is not for those who come later. */
    private static Thread thread(Runnable questions) {
        var thread = new Thread(null, questions, "ksef-store", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits until a store has answered.
     *
     * @param what the object of the wait, for messages, such as {@code "the token store"}
     * @return whether it has answered by the deadline
     * @throws KsefDeadlineException if the thread is interrupted, or the client closed
     */
    public static boolean awaited(CompletableFuture<?> answer, String what, Time time, Deadline deadline) {
        try {
            // Also where the answer is there: that the client was closed must not depend on which thread is faster.
            return time.awaitUntil(deadline.atMillis(), answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while waiting for " + what, null, interrupted);
        } catch (ClosedException closed) {
            throw new KsefDeadlineException("The client was closed while it waited for " + what, null, closed);
        }
    }

    /** Returns what a store has answered, or throws its exception. */
    public static <T> T answered(CompletableFuture<T> answer) {
        try {
            return answer.getNow(null);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }
}
