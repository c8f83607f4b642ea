package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time do work whose result all callers can share. The others wait for it, each by its own deadline,
 * without holding a lock. All waiting threads get its failure, too.
 */
public final class SingleFlight<T> {

    /** Time-outs end a moment before the deadline they stand for. */
    private static final long AS_GOOD_AS_OVER_MILLIS = 20;

    private final String what;
    private final Time time;
    private final AtomicReference<@Nullable CompletableFuture<T>> underWay = new AtomicReference<>();

    /** Work described for messages by {@code what}, for example {@code "signing in for 5265877635"}. */
    public SingleFlight(String what, Time time) {
        this.what = what;
        this.time = time;
    }

    /**
     * The result of the work: done here, or by the thread that is at it already.
     *
     * @throws KsefDeadlineException if another thread is at it and does not finish by the deadline, or the client is closed
     *     meanwhile
     */
    public T result(Deadline deadline, Supplier<T> work) {
        while (true) {
            var mine = new CompletableFuture<T>();
            CompletableFuture<T> others = underWay.compareAndExchange(null, mine);
            if (others == null) {
                return lead(mine, deadline, work);
            }
            try {
                return join(others, deadline);
            } catch (RanOutOfTime theirs) {
                // The worker's deadline was its own: a waiter that has time left goes on.
            }
        }
    }

    /** The flight is removed before its result is set, so that no thread joins a finished one. */
    private T lead(CompletableFuture<T> mine, Deadline deadline, Supplier<T> work) {
        try {
            T result = work.get();
            underWay.set(null);
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error failure) {
            underWay.set(null);
            mine.completeExceptionally(isForLackOfTime(failure, deadline) ? new RanOutOfTime(failure) : failure);
            throw failure;
        }
    }

    /**
     * Tells whether the worker failed by its own deadline or interrupt, whatever the exception: the others have deadlines of
     * their own.
     */
    private boolean isForLackOfTime(Throwable failure, Deadline deadline) {
        return failure instanceof KsefDeadlineException
                || failure instanceof KsefRateLimitedException
                || Thread.currentThread().isInterrupted()
                || deadline.remainingMillis(time) <= AS_GOOD_AS_OVER_MILLIS;
    }

    private T join(CompletableFuture<T> others, Deadline deadline) throws RanOutOfTime {
        try {
            if (!time.awaitUntil(deadline.atMillis(), others)) {
                throw new KsefDeadlineException(
                        "Another thread is still " + what + ", and the deadline has come", null);
            }
            return others.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while another thread was " + what, null, interrupted);
        } catch (ClosedException closed) {
            throw new KsefDeadlineException("The client was closed while another thread was " + what, null, closed);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RanOutOfTime theirs) {
                if (theirs.getCause() instanceof KsefRateLimitedException limited && !mayWaitFor(limited, deadline)) {
                    throw limited;
                }
                if (!deadline.hasPassed(time)) {
                    throw theirs;
                }
                throw new KsefDeadlineException("The deadline came while another thread was " + what, null);
            }
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Another thread failed at " + what, failed.getCause());
        }
    }

    /** Tells whether a waiter has time for KSeF's pause. If not, it would only make the block longer by trying. */
    private boolean mayWaitFor(KsefRateLimitedException limited, Deadline deadline) {
        return limited.retryAfter()
                .map(pause -> deadline.remainingMillis(time) >= pause.toMillis())
                .orElse(true);
    }

    /** Tells a waiter that the worker gave up for lack of time, which is no answer. */
    private static final class RanOutOfTime extends Exception {

        private static final long serialVersionUID = 1L;

        RanOutOfTime(Throwable failure) {
            super(null, failure, false, false);
        }
    }
}
