package dev.ksef.simulator;

/**
 * Sees every exchange before its answer leaves, as KSeF itself took and gave it: what a {@link Fault} does in its stead
 * or on the way is not shown. It is called from many threads at once, so it must be quick and safe.
 */
@FunctionalInterface
public interface ExchangeObserver {

    /** Takes one exchange. What it throws is logged and changes nothing for the client. */
    void observe(Exchange exchange);
}
