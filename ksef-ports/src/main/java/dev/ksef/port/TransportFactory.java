package dev.ksef.port;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;

/** Makes the {@link Transport} of a client. It gets what a transport must serve, so that nothing of it can be forgotten. */
@FunctionalInterface
public interface TransportFactory {

    /**
     * Makes a transport. Whoever calls this closes it.
     *
     * @param time the clock by which it waits
     * @param listener is told the events of each call; it never throws
     * @param limiter is asked before each request leaves, and told the answers to it
     */
    Transport make(KsefEnvironment environment, Time time, KsefListener listener, RateLimiter limiter);
}
