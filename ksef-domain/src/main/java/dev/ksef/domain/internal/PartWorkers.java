package dev.ksef.domain.internal;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on the parts of a package, several at a time, on threads of its own. The first failure ends all of them.
 *
 * @param <P> a part
 */
public final class PartWorkers<P> {

    private final Terms terms;
    private final Time time;
    private final Deadline deadline;
    private final Queue<P> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private volatile boolean over;

    public PartWorkers(Terms terms, Time time, Deadline deadline) {
        this.terms = terms;
        this.time = time;
        this.deadline = deadline;
    }

    /**
     * What the work is called.
     *
     * @param thread what its threads are called
     * @param underWay for messages, such as {@code "the parts of session 2026... were uploaded"}
     * @param late the message if the deadline comes first
     */
    public record Terms(String thread, ReferenceNumber reference, String underWay, String late) {}

    /** Tells whether the work is to end: nobody waits for it any more. */
    public boolean isOver() {
        return over;
    }

    /**
     * Works on all parts, and returns when that is done.
     *
     * @param most how many at a time
     * @throws KsefDeadlineException if not all is done by the deadline, the thread is interrupted, or the client is closed
     */
    public void run(Collection<P> parts, int most, Consumer<P> work) {
        waiting.addAll(parts);
        int threads = Math.min(most, parts.size());
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                var end = new CompletableFuture<Void>();
                workers.add(worker(end, i + 1, work));
                ended.add(end);
            }
            await(CompletableFuture.anyOf(all(ended), broken));
        } finally {
            over = true;
            waiting.clear();
            workers.forEach(Thread::interrupt);
        }
        if (broken.isDone()) {
            awaitEnd(all(ended));
        }
        rethrow();
    }

    /** The others were interrupted: what they do ends before the caller is told of the failure, if they can be ended. */
    private void awaitEnd(CompletableFuture<Void> all) {
        try {
            await(all);
        } catch (KsefDeadlineException cannotBeEnded) {
            Throwable first = Objects.requireNonNull(failure.get(), "failure");
            first.addSuppressed(cannotBeEnded);
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> ended) {
        return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new));
    }

    private void await(CompletableFuture<?> all) {
        try {
            if (!time.awaitUntil(deadline.atMillis(), all)) {
                throw late(null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while " + terms.underWay(), terms.reference(), interrupted);
        } catch (ClosedException closed) {
            throw closed(closed);
        }
    }

    private KsefDeadlineException closed(ClosedException closed) {
        return new KsefDeadlineException("The client was closed while " + terms.underWay(), terms.reference(), closed);
    }

    /**
     * Waits before a part is tried again, but not beyond the deadline.
     *
     * @throws KsefDeadlineException if the thread is interrupted
     */
    public void pause(long millis) {
        try {
            time.sleepUntil(Deadline.after(Duration.ofMillis(millis), time)
                    .sooner(deadline)
                    .atMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw late(interrupted);
        }
    }

    /** Returns what is thrown if the deadline came before the end. */
    public KsefDeadlineException late(@Nullable Throwable cause) {
        return new KsefDeadlineException(terms.late(), terms.reference(), cause);
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private Thread worker(CompletableFuture<Void> end, int number, Consumer<P> work) {
        var thread = new Thread(
                () -> {
                    try {
                        for (P part = waiting.poll(); part != null; part = waiting.poll()) {
                            work.accept(part);
                        }
                    } catch (Throwable thrown) {
                        failure.compareAndSet(null, thrown);
                        broken.complete(null);
                    } finally {
                        end.complete(null);
                    }
                },
                terms.thread() + "-" + number);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof ClosedException closed) {
            throw closed(closed);
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new KsefException("The transfer was ended by the caller's own code", thrown);
        }
    }
}
