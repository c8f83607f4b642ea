package dev.ksef.adapter.feign.exchange;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.failure.ExchangeFailures;
import dev.ksef.model.error.ClosedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Whether the transport was closed. Whoever waits is let go by that. */
public final class CloseSignal {

    private final Set<CompletableFuture<?>> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public void close() {
        closed = true;
        watched.forEach(signal -> signal.complete(null));
    }

    boolean isClosed() {
        return closed;
    }

    public void refuseIfClosed() {
        if (closed) {
            throw new ClosedException("The transport was closed");
        }
    }

    /** For one wait: a signal of its own, since what hangs on it must end with the wait. */
    public Watch watch() {
        var signal = new CompletableFuture<Void>();
        watched.add(signal);
        if (closed) {
            signal.complete(null);
        }
        return new Watch(signal);
    }

    /** Ends with the wait. */
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

    /** For a call that waited meanwhile. */
    public static KsefTransportException cut(String name, Delivery delivery) {
        return new KsefTransportException(
                name + " was given up while it waited, since the transport was closed: "
                        + ExchangeFailures.consequence(delivery),
                delivery,
                new ClosedTransportException(delivery == Delivery.UNKNOWN));
    }
}
