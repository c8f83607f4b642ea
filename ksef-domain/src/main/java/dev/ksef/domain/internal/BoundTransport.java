package dev.ksef.domain.internal;

import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.time.Deadline;
import java.time.Duration;

/** A transport together with the scope of its calls. */
public record BoundTransport(Transport transport, CallScope scope) {

    /** An API whose calls may take their usual time. */
    public <A> A open(Class<A> api) {
        return transport.open(api, scope);
    }

    /** An API whose calls end by the given deadline. */
    public <A> A open(Class<A> api, Deadline deadline) {
        return transport.open(api, scope.until(deadline));
    }

    /** The same with tokens from elsewhere. */
    public BoundTransport withBearerSource(BearerSource other) {
        return new BoundTransport(transport, scope.bearing(other));
    }

    /** The same with another time for each call. */
    public BoundTransport within(Duration timeout) {
        return new BoundTransport(transport, scope.within(timeout));
    }
}
