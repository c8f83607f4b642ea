package dev.ksef.domain.export;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands things from one thread to another, some ahead: as many as fit into a budget of bytes, and one at least.
 *
 * @param <T> what is handed over
 */
final class HandOver<T> {

    private final Time time;
    private final long mostBytes;
    private final Queue<Sized<T>> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean ended;
    private boolean abandoned;
    private @Nullable RuntimeException failure;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    HandOver(Time time, long mostBytes) {
        this.time = time;
        this.mostBytes = mostBytes;
    }

    private record Sized<T>(T thing, long sizeBytes) {}

    /**
     * Gives a thing, once there is room for it.
     *
     * @return whether anybody wants more
     */
    boolean give(T thing, long sizeBytes) {
        while (true) {
            CompletableFuture<Void> room;
            synchronized (this) {
                if (abandoned) {
                    return false;
                }
                if (waiting.isEmpty() || bytes + sizeBytes <= mostBytes) {
                    waiting.add(new Sized<>(thing, sizeBytes));
                    bytes += sizeBytes;
                    changed();
                    return true;
                }
                room = change;
            }
            await(room);
        }
    }

    /** Tells that nothing comes any more; with a failure, the taker gets that in the end. */
    synchronized void end(@Nullable RuntimeException reason) {
        ended = true;
        failure = reason;
        changed();
    }

    /** Tells that nothing is taken any more. */
    synchronized void abandon() {
        abandoned = true;
        waiting.clear();
        changed();
    }

    /**
     * Takes the next thing, waiting for it.
     *
     * @return null if nothing comes any more
     */
    @Nullable
    T take() {
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new KsefDeadlineException("Interrupted while a package was read", null);
            }
            CompletableFuture<Void> more;
            synchronized (this) {
                Sized<T> next = waiting.poll();
                if (next != null) {
                    bytes -= next.sizeBytes();
                    changed();
                    return next.thing();
                }
                if (failure != null) {
                    throw failure;
                }
                if (ended || abandoned) {
                    return null;
                }
                more = change;
            }
            await(more);
        }
    }

    private void changed() {
        change.complete(null);
        change = new CompletableFuture<>();
    }

    private void await(CompletableFuture<Void> what) {
        try {
            time.awaitUntil(Deadline.NEVER.atMillis(), what);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while a package was read", null, interrupted);
        } catch (ClosedException closed) {
            throw new KsefDeadlineException("The client was closed while a package was read", null, closed);
        }
    }
}
