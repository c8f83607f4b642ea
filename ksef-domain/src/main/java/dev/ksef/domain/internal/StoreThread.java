package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Asks a store on a thread of its own. A store is users' code and may take for ever: its thread is left alone then, and the
 * caller goes on.
 */
public final class StoreThread {

    private StoreThread() {}

    /** Begins to ask. The thread keeps no JVM alive. */
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        var thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "ksef-store");
        thread.setDaemon(true);
        thread.start();
        return result;
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
            return answer.isDone() || time.awaitUntil(deadline.atMillis(), answer);
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
