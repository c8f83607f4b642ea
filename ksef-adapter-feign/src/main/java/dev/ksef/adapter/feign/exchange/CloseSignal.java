package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.failure.ExchangeFailures;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.internal.ClosedException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Tells everybody that the transport was closed, and ends their waits. */
public final class CloseSignal {

    private final Set<CompletableFuture<?>> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Ends all waits, and those that begin later. */
    public void close() {
        closed = true;
        watched.forEach(signal -> signal.complete(null));
    }

    /**
     * Refuses to begin anything new.
     *
     * @throws ClosedException if the transport was closed
     */
    public void refuseIfClosed() {
        if (closed) {
            throw new ClosedException("The transport was closed");
        }
    }

    /** Returns a signal for one wait. Each wait has its own, so that what is attached to it ends with the wait. */
    public Watch watch() {
        var signal = new CompletableFuture<Void>();
        watched.add(signal);
        if (closed) {
            signal.complete(null);
        }
        return new Watch(signal);
    }

    /** The signal of one wait, with which it ends. */
    public final class Watch implements AutoCloseable {

        private final CompletableFuture<?> signal;

        private Watch(CompletableFuture<?> signal) {
            this.signal = signal;
        }

        /** Completed when the transport is closed. */
        public CompletableFuture<?> signal() {
            return signal;
        }

        @Override
        @SuppressWarnings("CollectionUndefinedEquality") // Identity is what is meant.
        public void close() {
            watched.remove(signal);
        }
    }

    /** Returns the failure of a call that waited when the transport was closed. */
    public static KsefTransportException cut(String name, Delivery delivery) {
        return new KsefTransportException(
                name + " was given up while it waited, since the transport was closed: "
                        + ExchangeFailures.consequence(delivery),
                delivery,
                new ClosedTransportException(delivery == Delivery.UNKNOWN));
    }
}
