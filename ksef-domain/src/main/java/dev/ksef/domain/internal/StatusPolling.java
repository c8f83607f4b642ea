package dev.ksef.domain.internal;

import dev.ksef.model.PollingIntervals;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repeats a question at growing intervals until there is an answer or the deadline has passed. */
public final class StatusPolling {

    private final Time time;
    private final KsefListener listener;
    private final PollingIntervals intervals;

    public StatusPolling(Time time, KsefListener listener) {
        this(time, listener, PollingIntervals.USUAL);
    }

    public StatusPolling(Time time, KsefListener listener, PollingIntervals intervals) {
        this.time = time;
        this.listener = listener;
        this.intervals = intervals;
    }

    /**
     * The same with other intervals: from the first one they grow to the longest.
     *
     * @throws IllegalArgumentException as {@link PollingIntervals#PollingIntervals}
     */
    public StatusPolling at(Duration first, Duration longest) {
        return new StatusPolling(time, listener, new PollingIntervals(first, longest));
    }

    /**
     * Repeats a query until it finds something, and returns that. A query without an answer, or with a gateway's error (5xx),
     * counts as one that found nothing, since a query changes nothing and can be repeated.
     *
     * @param what for messages and events, for example {@code "Invoice"}
     * @param referenceNumber null where {@code what} names it
     * @throws KsefDeadlineException if the deadline comes first, the thread is interrupted, or the client is closed
     */
    public <T> T await(
            String what, @Nullable ReferenceNumber referenceNumber, Deadline deadline, Supplier<Optional<T>> look) {
        var unanswered = new AtomicReference<@Nullable KsefException>();
        return awaitReady(what, referenceNumber, deadline, unanswered, () -> {
            unanswered.set(null);
            try {
                return look.get();
            } catch (KsefTransportException noAnswer) {
                unanswered.set(noAnswer);
                return Optional.empty();
            } catch (KsefApiException answered) {
                if (!RequestOutcome.isServerError(answered)) {
                    throw answered;
                }
                unanswered.set(answered);
                return Optional.empty();
            }
        });
    }

    /**
     * Repeats an action until KSeF is ready for it, and returns the result. An action without an answer is not repeated, since
     * KSeF may have done it.
     *
     * @param referenceNumber null where {@code what} names it
     * @param act returns empty if KSeF answered that it is not ready yet
     * @throws KsefDeadlineException if the deadline comes first, the thread is interrupted, or the client is closed
     */
    public <T> T awaitReady(
            String what, @Nullable ReferenceNumber referenceNumber, Deadline deadline, Supplier<Optional<T>> act) {
        return awaitReady(what, referenceNumber, deadline, new AtomicReference<>(), act);
    }

    /**
     * Waits for an instant that is before the deadline.
     *
     * @param what describes what it waits for, in messages and events
     * @param atMillis by the local clock, in milliseconds since 1970
     * @throws KsefDeadlineException if the thread is interrupted, or the client is closed
     */
    public void until(String what, long atMillis) {
        listener.on(new KsefEvent.Waiting(what, null, Duration.ofMillis(Math.max(0, atMillis - time.millis()))));
        sleepUntil(what, null, atMillis);
    }

    private <T> T awaitReady(
            String what,
            @Nullable ReferenceNumber referenceNumber,
            Deadline deadline,
            AtomicReference<@Nullable KsefException> unanswered,
            Supplier<Optional<T>> act) {
        Optional<T> done = once(what, referenceNumber, act);
        long longest = intervals.longest().toMillis();
        for (long delay = intervals.first().toMillis(); done.isEmpty(); delay = Math.min(delay * 3 / 2, longest)) {
            pause(what, referenceNumber, deadline, delay, unanswered.get());
            done = again(what, referenceNumber, act);
        }
        return done.get();
    }

    /**
     * Looks once more. A thread that began to wait before the client was closed is told how to go on later; one that
     * begins afterwards is told that the client is closed.
     */
    private static <T> Optional<T> again(
            String what, @Nullable ReferenceNumber referenceNumber, Supplier<Optional<T>> act) {
        try {
            return once(what, referenceNumber, act);
        } catch (ClosedException closed) {
            throw closed(what, referenceNumber, closed);
        }
    }

    /**
     * Looks once. A call that ran out of time does not know what was waited for, so that its exception is replaced by one
     * that does.
     */
    private static <T> Optional<T> once(
            String what, @Nullable ReferenceNumber referenceNumber, Supplier<Optional<T>> act) {
        try {
            return act.get();
        } catch (KsefDeadlineException late) {
            throw notFinished(what, referenceNumber, late);
        }
    }

    private static KsefDeadlineException notFinished(
            String what, @Nullable ReferenceNumber referenceNumber, @Nullable KsefException cause) {
        return new KsefDeadlineException(
                named(what, referenceNumber) + " was not finished when the deadline came; ask for it again later",
                referenceNumber,
                cause);
    }

    private void pause(
            String what,
            @Nullable ReferenceNumber referenceNumber,
            Deadline deadline,
            long delayMillis,
            @Nullable KsefException unanswered) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(what, referenceNumber, null);
        }
        long patience = Math.min(delayMillis, deadline.remainingMillis(time));
        if (patience == 0) {
            throw notFinished(what, referenceNumber, unanswered);
        }
        listener.on(new KsefEvent.Waiting(what, referenceNumber, Duration.ofMillis(patience)));
        sleepUntil(what, referenceNumber, time.millis() + patience);
    }

    private void sleepUntil(String what, @Nullable ReferenceNumber referenceNumber, long atMillis) {
        try {
            time.sleepUntil(atMillis);
        } catch (InterruptedException interrupted) {
            throw interrupted(what, referenceNumber, interrupted);
        } catch (ClosedException closed) {
            throw closed(what, referenceNumber, closed);
        }
    }

    private static KsefDeadlineException closed(
            String what, @Nullable ReferenceNumber referenceNumber, ClosedException cause) {
        return new KsefDeadlineException(
                "The client was closed while it waited for " + named(what, referenceNumber)
                        + "; KSeF may still finish it",
                referenceNumber,
                cause);
    }

    private static KsefDeadlineException interrupted(
            String what, @Nullable ReferenceNumber referenceNumber, @Nullable InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new KsefDeadlineException(
                "Interrupted while waiting for " + named(what, referenceNumber) + "; KSeF may still finish it",
                referenceNumber,
                cause);
    }

    private static String named(String what, @Nullable ReferenceNumber referenceNumber) {
        return referenceNumber == null ? what : what + " " + referenceNumber;
    }
}
