package dev.ksef.simulator;

/** Sees every exchange before its answer leaves. It is called from many threads at once, so it must be quick and safe. */
@FunctionalInterface
public interface ExchangeObserver {

    /** Takes one exchange. What it throws is logged and changes nothing for the client. */
    void observe(Exchange exchange);
}
