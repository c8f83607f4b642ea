package dev.ksef.simulator;

/**
 * Sees every exchange before its answer leaves. It is shown what KSeF itself received and answered, not what a {@link
 * Fault} did instead or on the way. Many threads call it at once, so it must be quick and thread-safe.
 */
@FunctionalInterface
public interface ExchangeObserver {

    /** Receives one exchange. An exception is logged and changes nothing for the client. */
    void observe(Exchange exchange);
}
