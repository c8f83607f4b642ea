package dev.ksef.adapter.feign;

import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.ClosedException;
import java.util.concurrent.CompletableFuture;

/** Whether the transport was closed. Whoever waits is let go by that. */
final class Closing {

    private final CompletableFuture<Void> signal = new CompletableFuture<>();

    void close() {
        signal.complete(null);
    }

    /** Completed when the transport is closed. */
    CompletableFuture<?> signal() {
        return signal;
    }

    boolean isClosed() {
        return signal.isDone();
    }

    void refuseIfClosed() {
        if (isClosed()) {
            throw new ClosedException("The transport was closed");
        }
    }

    /** For a call that waited meanwhile. */
    static KsefTransportException cut(String name, Delivery delivery) {
        return new KsefTransportException(
                name + " was given up while it waited, since the transport was closed: "
                        + Failures.consequence(delivery),
                delivery,
                new ClosedTransportException(delivery == Delivery.UNKNOWN));
    }
}
